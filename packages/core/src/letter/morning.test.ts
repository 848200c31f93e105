import { expect, it } from 'vitest';
import type { WorkCalendar } from '../calendar/working-day.ts';
import { nextMorning } from './morning.ts';

const calendar = (weekend: number[], holidays: string[] = [], makeups: string[] = []): WorkCalendar => ({
  weekend: new Set(weekend),
  holidays: new Set(holidays),
  yearly: new Set(),
  makeups: new Set(makeups),
});
const western = calendar([6, 7], ['2026-12-25']);
const gulf = calendar([5, 6]);
const china = calendar([6, 7], [], ['2026-10-10']);

it.each([
  ['before nine it is today', '2026-11-30T06:00:00Z', 'Europe/Berlin', western, '2026-11-30T08:00:00Z'],
  ['at nine sharp it is tomorrow', '2026-11-30T08:00:00Z', 'Europe/Berlin', western, '2026-12-01T08:00:00Z'],
  ['Friday afternoon it is Monday', '2026-11-27T15:00:00Z', 'Europe/Berlin', western, '2026-11-30T08:00:00Z'],
  ['a day off is passed over', '2026-12-24T20:00:00Z', 'Europe/Berlin', western, '2026-12-28T08:00:00Z'],
  [
    'the Gulf rests on Friday and Saturday',
    '2026-11-26T12:00:00Z',
    'Asia/Riyadh',
    gulf,
    '2026-11-29T06:00:00Z',
  ],
  ['a make-up Saturday is worked', '2026-10-09T10:00:00Z', 'Asia/Shanghai', china, '2026-10-10T01:00:00Z'],
  [
    'the day is the customer’s, not ours',
    '2026-11-30T01:00:00Z',
    'America/Los_Angeles',
    western,
    '2026-11-30T17:00:00Z',
  ],
  [
    'nine o’clock before summer begins',
    '2026-03-27T07:59:00Z',
    'Europe/Berlin',
    western,
    '2026-03-27T08:00:00Z',
  ],
  [
    'and after: an hour earlier in UTC',
    '2026-03-27T08:00:00Z',
    'Europe/Berlin',
    western,
    '2026-03-30T07:00:00Z',
  ],
  [
    'and when summer ends in New York',
    '2026-10-30T14:00:00Z',
    'America/New_York',
    western,
    '2026-11-02T14:00:00Z',
  ],
  [
    'half an hour of Lord Howe',
    '2026-04-03T12:00:00Z',
    'Australia/Lord_Howe',
    western,
    '2026-04-05T22:30:00Z',
  ],
  ['over the year’s end', '2026-12-31T20:00:00Z', 'Asia/Kolkata', western, '2027-01-01T03:30:00Z'],
])('%s', (_what, now, zone, days, expected) =>
  expect(nextMorning(new Date(now), zone, days).toISOString()).toBe(new Date(expected).toISOString()),
);
