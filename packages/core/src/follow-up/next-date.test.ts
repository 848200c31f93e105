import { describe, expect, it } from 'vitest';
import type { WorkCalendar } from '../calendar/working-day.ts';
import { nextDate } from './next-date.ts';
import { DEFAULT_CONTACT_DAYS } from './presets.ts';

/** China around its National Day of 2026: off from Thursday 1 to Wednesday 7 October, work on Saturday the 10th. */
const CHINA: WorkCalendar = {
  weekend: new Set([6, 7]),
  holidays: new Set(['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`)),
  yearly: new Set(['12-24']),
  makeups: new Set(['2026-09-20', '2026-10-10']),
};
const none = { grade: null, manual: null, lastContact: null, ownedSince: '2026-09-01' };

describe('the next contact', () => {
  it.each([
    ['S0-06 grade A: three days', { grade: 'A', lastContact: '2026-09-07' }, '2026-09-10'],
    ['grade B: seven days', { grade: 'B', lastContact: '2026-09-07' }, '2026-09-14'],
    ['grade C: fifteen days', { grade: 'C', lastContact: '2026-09-07' }, '2026-09-22'],
    ['grade D: thirty days', { grade: 'D', lastContact: '2026-08-10' }, '2026-09-09'],
    ['without a grade as C', { lastContact: '2026-09-07' }, '2026-09-22'],
    ['without a contact from the day it was given', { grade: 'A', ownedSince: '2026-09-07' }, '2026-09-10'],
    ['off a weekend onto Monday', { grade: 'A', lastContact: '2026-09-09' }, '2026-09-14'],
    ['onto a Sunday on which people work', { grade: 'A', lastContact: '2026-09-17' }, '2026-09-20'],
    ['over a week of holidays', { grade: 'A', lastContact: '2026-09-28' }, '2026-10-08'],
    ['off a day that is free every year', { grade: 'A', lastContact: '2026-12-21' }, '2026-12-25'],
    ['onto a Saturday on which people work', { grade: 'A', lastContact: '2026-10-07' }, '2026-10-10'],
  ] as const)('is %s', (_, input, on) => {
    expect(nextDate({ ...none, ...input }, DEFAULT_CONTACT_DAYS, CHINA)).toEqual({ on, manual: false });
  });

  it('is the day that a person has set, be it a holiday', () => {
    const input = { ...none, grade: 'A', manual: '2026-10-04', lastContact: '2026-09-28' } as const;
    expect(nextDate(input, DEFAULT_CONTACT_DAYS, CHINA)).toEqual({ on: '2026-10-04', manual: true });
  });

  it('is by the interval again once there was a contact on the day that was set', () => {
    const input = { ...none, grade: 'A', manual: '2026-09-07', lastContact: '2026-09-07' } as const;
    expect(nextDate(input, DEFAULT_CONTACT_DAYS, CHINA)).toEqual({ on: '2026-09-10', manual: false });
  });

  it('is found with a calendar on which nobody ever works', () => {
    const never = { ...CHINA, weekend: new Set([1, 2, 3, 4, 5, 6, 7]), makeups: new Set<string>() };
    expect(nextDate({ ...none, grade: 'A' }, DEFAULT_CONTACT_DAYS, never).on).toBe('2026-09-04');
  });
});
