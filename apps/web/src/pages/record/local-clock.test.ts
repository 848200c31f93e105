import { expect, it } from 'vitest';
import { localClock } from './local-clock.ts';

const US = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
];

it.each([
  ['one that is known', ['Asia/Tokyo'], true, 'en', '2026-12-01T11:10:00Z', 'Tue 20:10', 'known'],
  ['several, the earliest first', US, false, 'en', '2026-12-01T11:10:00Z', 'Tue 03:10–06:10', 'several'],
  ['over midnight', US, false, 'en', '2026-12-01T06:10:00Z', 'Mon 22:10–Tue 01:10', 'several'],
  ['in Chinese', US, false, 'zh-CN', '2026-12-01T11:10:00Z', '周二03:10–06:10', 'several'],
  ['over the year’s end', US, false, 'en', '2027-01-01T06:10:00Z', 'Thu 22:10–Fri 01:10', 'several'],
  ['most of a country', ['Pacific/Auckland'], false, 'en', '2026-12-01T11:10:00Z', 'Wed 00:10', 'most'],
] as const)('the clock of %s', (_what, zones, known, locale, now, text, kind) =>
  expect(localClock({ zones: [...zones], known }, locale, new Date(now))).toEqual({ text, kind }),
);

it('says nothing where nothing is known', () =>
  expect(localClock({ zones: [], known: false }, 'en', new Date())).toBeNull());
