import { expect, it } from 'vitest';
import { makeFormat } from '../../format/make-format.ts';
import { groupByDay } from './group-by-day.ts';

const entries = [
  '2026-03-01T02:00:00Z',
  '2026-02-28T17:00:00Z',
  '2026-02-28T15:00:00Z',
  '2026-01-05T00:00:00Z',
].map((occurredAt) => ({ occurredAt }));
const shape = (zone: string) =>
  groupByDay(entries, makeFormat('en', zone)).map(({ key, days }) => [
    key,
    days.map((day) => [day.key, day.entries.length]),
  ]);

it('separates months and days where the reader lives', () => {
  expect(shape('UTC')).toEqual([
    ['2026-03', [['2026-03-01', 1]]],
    ['2026-02', [['2026-02-28', 2]]],
    ['2026-01', [['2026-01-05', 1]]],
  ]);
  expect(shape('Asia/Shanghai')).toEqual([
    ['2026-03', [['2026-03-01', 2]]],
    ['2026-02', [['2026-02-28', 1]]],
    ['2026-01', [['2026-01-05', 1]]],
  ]);
});

it('makes nothing of nothing', () => {
  expect(groupByDay([], makeFormat('en', 'UTC'))).toEqual([]);
});
