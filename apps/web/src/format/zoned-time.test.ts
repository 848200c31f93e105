import { expect, it } from 'vitest';
import { fromWallClock, toWallClock } from './zoned-time.ts';

it.each([
  ['2026-11-22T09:30', 'Asia/Shanghai', '2026-11-22T01:30:00.000Z'],
  ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-01-01T00:15', 'America/New_York', '2026-01-01T05:15:00.000Z'],
  ['2026-06-01T12:00', 'Asia/Kathmandu', '2026-06-01T06:15:00.000Z'],
])('a clock that shows %s in %s means %s, and back', (clock, zone, iso) => {
  expect(fromWallClock(clock, zone)).toBe(iso);
  expect(toWallClock(iso, zone)).toBe(clock);
});

it('takes the hour that summer time skips for the one after it', () => {
  expect(fromWallClock('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
});
