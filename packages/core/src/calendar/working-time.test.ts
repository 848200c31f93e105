import { describe, expect, it } from 'vitest';
import { spansOfHours } from './company-calendar.ts';
import { addDays } from './days.ts';
import {
  addWorkingDays,
  addWorkingTime,
  workingSecondsBetween,
  wholeDays,
  type WorkingTime,
} from './working-time.ts';

const HOUR = 3600;
const days = (first: string, count: number) => Array.from({ length: count }, (_, i) => addDays(first, i));
const plain = (timeZone: string, from: string, until: string): WorkingTime => ({
  timeZone,
  weekend: new Set([6, 7]),
  holidays: new Set(),
  yearly: new Set(),
  makeups: new Set(),
  hours: spansOfHours({ from, until, break: null }),
  byWeekday: new Map(),
});

/** China as its State Council ordered 2026, with the first days of 2027 as a company might enter them. */
const china: WorkingTime = {
  ...plain('Asia/Shanghai', '08:30', '18:00'),
  holidays: new Set([
    ...days('2026-01-01', 3),
    ...days('2026-02-15', 9),
    ...days('2026-10-01', 7),
    ...days('2027-01-01', 1),
  ]),
  makeups: new Set(['2026-01-04', '2026-02-14', '2026-02-28', '2026-10-10']),
};
const withBreak = {
  ...china,
  hours: spansOfHours({ from: '08:30', until: '18:00', break: { from: '12:00', until: '13:30' } }),
};
const halfSaturday = {
  ...china,
  weekend: new Set([7]),
  byWeekday: new Map([[6, spansOfHours({ from: '09:00', until: '12:00', break: null })]]),
};
const clock = wholeDays(china);
const berlin = plain('Europe/Berlin', '09:00', '17:00');
const newYork = plain('America/New_York', '09:00', '17:00');
const santiago = plain('America/Santiago', '09:00', '17:00');
/** Works the nights too, weekends as well: the hour that a night has more or less counts. */
const nights = (timeZone: string): WorkingTime => ({
  ...plain(timeZone, '22:00', '06:00'),
  weekend: new Set(),
});
const lateHours = plain('Asia/Shanghai', '14:00', '02:00');
const never = { ...china, weekend: new Set([1, 2, 3, 4, 5, 6, 7]), makeups: new Set<string>() };

describe('working time', () => {
  // [what, calendar, from, hours, until]: so many working hours after `from` it is `until`, and between the two are so many.
  it.each<[string, WorkingTime, string, number, string]>([
    ['within a day', china, '2026-11-03T09:00+08:00', 4, '2026-11-03T13:00+08:00'],
    ['to the very end of a day', china, '2026-11-03T14:00+08:00', 4, '2026-11-03T18:00+08:00'],
    ['over a night', china, '2026-11-03T16:00+08:00', 4, '2026-11-04T10:30+08:00'],
    ['from before the hours', china, '2026-11-03T03:00+08:00', 4, '2026-11-03T12:30+08:00'],
    ['from after the hours', china, '2026-11-03T23:00+08:00', 4, '2026-11-04T12:30+08:00'],
    ['over a weekend', china, '2026-11-06T17:00+08:00', 4, '2026-11-09T11:30+08:00'],
    ['from a Saturday', china, '2026-11-07T11:00+08:00', 4, '2026-11-09T12:30+08:00'],
    ['over a break', withBreak, '2026-11-03T11:00+08:00', 4, '2026-11-03T16:30+08:00'],
    ['from within a break', withBreak, '2026-11-03T12:30+08:00', 4, '2026-11-03T17:30+08:00'],
    [
      'on a Saturday that is worked half',
      halfSaturday,
      '2026-11-06T17:00+08:00',
      3,
      '2026-11-07T11:00+08:00',
    ],
    ['over the end of a half Saturday', halfSaturday, '2026-11-07T11:00+08:00', 2, '2026-11-09T09:30+08:00'],
    ['over a week of holidays', china, '2026-09-30T17:00+08:00', 4, '2026-10-08T11:30+08:00'],
    ['onto a make-up Saturday', china, '2026-10-09T17:00+08:00', 4, '2026-10-10T11:30+08:00'],
    [
      'a make-up Saturday has the usual hours',
      halfSaturday,
      '2026-10-10T09:00+08:00',
      8,
      '2026-10-10T17:00+08:00',
    ],
    ['from a make-up Saturday over its Sunday', china, '2026-10-10T17:00+08:00', 2, '2026-10-12T09:30+08:00'],
    [
      'over the year’s end and a make-up Sunday',
      china,
      '2025-12-31T17:00+08:00',
      10,
      '2026-01-04T17:30+08:00',
    ],
    ['over the next year’s end', china, '2026-12-31T17:00+08:00', 4, '2027-01-04T11:30+08:00'],
    [
      'over Spring Festival, its make-up days on both sides',
      china,
      '2026-02-13T17:30+08:00',
      20,
      '2026-02-25T09:00+08:00',
    ],
    ['with seconds', china, '2026-11-03T17:59:30+08:00', 1 / 60, '2026-11-04T08:30:30+08:00'],

    ['24 hours of the clock within the week', clock, '2026-11-03T15:00+08:00', 24, '2026-11-04T15:00+08:00'],
    [
      '24 hours of the clock stop for a weekend',
      clock,
      '2026-11-06T15:00+08:00',
      24,
      '2026-11-09T15:00+08:00',
    ],
    ['24 hours of the clock from a Sunday', clock, '2026-11-08T15:00+08:00', 24, '2026-11-10T00:00+08:00'],
    [
      '72 hours of the clock over National Day',
      clock,
      '2026-09-30T12:00+08:00',
      72,
      '2026-10-10T12:00+08:00',
    ],

    ['hours past midnight, before it', lateHours, '2026-11-03T22:00+08:00', 3, '2026-11-04T01:00+08:00'],
    ['hours past midnight, from after it', lateHours, '2026-11-04T01:00+08:00', 2, '2026-11-04T15:00+08:00'],
    [
      'the night of a Friday belongs to Friday',
      lateHours,
      '2026-11-06T23:00+08:00',
      4,
      '2026-11-09T15:00+08:00',
    ],
    [
      'the small hours of a Monday belong to Sunday',
      lateHours,
      '2026-11-09T01:00+08:00',
      1,
      '2026-11-09T15:00+08:00',
    ],

    [
      'over the weekend on which Berlin’s summer begins',
      berlin,
      '2026-03-27T16:00+01:00',
      4,
      '2026-03-30T12:00+02:00',
    ],
    [
      'over the weekend on which Berlin’s summer ends',
      berlin,
      '2026-10-23T16:00+02:00',
      4,
      '2026-10-26T12:00+01:00',
    ],
    [
      'over the weekend on which New York’s summer begins',
      newYork,
      '2026-03-06T16:00-05:00',
      4,
      '2026-03-09T12:00-04:00',
    ],
    [
      'over the weekend on which New York’s summer ends',
      newYork,
      '2026-10-30T16:00-04:00',
      4,
      '2026-11-02T12:00-05:00',
    ],
    [
      'over the weekend on which Santiago’s summer ends',
      santiago,
      '2026-04-02T16:00-03:00',
      12,
      '2026-04-06T12:00-04:00',
    ],
    [
      'over the weekend on which Santiago’s summer begins',
      santiago,
      '2026-09-04T16:00-04:00',
      4,
      '2026-09-07T12:00-03:00',
    ],
    [
      'a night that is an hour short: Berlin',
      nights('Europe/Berlin'),
      '2026-03-28T23:00+01:00',
      6,
      '2026-03-29T06:00+02:00',
    ],
    [
      'a night that is an hour long: Berlin',
      nights('Europe/Berlin'),
      '2026-10-24T23:00+02:00',
      8,
      '2026-10-25T06:00+01:00',
    ],
    [
      'a night that is an hour short: New York',
      nights('America/New_York'),
      '2026-03-07T23:00-05:00',
      6,
      '2026-03-08T06:00-04:00',
    ],
    [
      'a night that is an hour long: New York',
      nights('America/New_York'),
      '2026-10-31T23:00-04:00',
      8,
      '2026-11-01T06:00-05:00',
    ],
    [
      'a night whose midnight is left out: Santiago',
      nights('America/Santiago'),
      '2026-09-05T23:00-04:00',
      6,
      '2026-09-06T06:00-03:00',
    ],
    [
      'a night whose last hour comes twice: Santiago',
      nights('America/Santiago'),
      '2026-04-04T23:00-03:00',
      8,
      '2026-04-05T06:00-04:00',
    ],
    [
      'a whole day that has 23 hours',
      { ...wholeDays(berlin), weekend: new Set<number>() },
      '2026-03-29T00:00+01:00',
      23,
      '2026-03-30T00:00+02:00',
    ],
    [
      'a whole day that has 25 hours',
      { ...wholeDays(berlin), weekend: new Set<number>() },
      '2026-10-25T00:00+02:00',
      25,
      '2026-10-26T00:00+01:00',
    ],
  ])('%s', (_, calendar, from, hours, until) => {
    const seconds = Math.round(hours * HOUR);
    expect(addWorkingTime(new Date(from), seconds, calendar).toISOString()).toBe(
      new Date(until).toISOString(),
    );
    expect(workingSecondsBetween(new Date(from), new Date(until), calendar)).toBe(seconds);
  });

  it('of a moment on a day off is none, and of a time that runs backwards too', () => {
    const [saturday, sunday] = [new Date('2026-11-07T10:00+08:00'), new Date('2026-11-08T10:00+08:00')];
    expect(workingSecondsBetween(saturday, sunday, china)).toBe(0);
    expect(
      workingSecondsBetween(new Date('2026-11-03T12:00+08:00'), new Date('2026-11-03T11:00+08:00'), china),
    ).toBe(0);
    expect(addWorkingTime(saturday, 0, china)).toEqual(saturday);
  });

  it('where nobody ever works, a clock runs on and nothing waits for ever', () => {
    expect(addWorkingTime(new Date('2026-11-03T12:00Z'), HOUR, never)).toEqual(new Date('2026-11-03T13:00Z'));
    expect(addWorkingDays('2026-11-03', 1, never)).toBeDefined();
  });

  it('adds up: what lies between two moments is what lies between each and a third', () => {
    const start = Date.parse('2026-09-20T00:00Z');
    for (const calendar of [
      china,
      clock,
      withBreak,
      lateHours,
      nights('Europe/Berlin'),
      nights('America/Santiago'),
    ])
      for (let i = 0; i < 400; i++) {
        const at = (n: number) => new Date(start + ((i * 7919 + n * 104_729) % 9000) * 600_000);
        const [a, b, c] = [at(1), at(2), at(3)].sort((x, y) => x.getTime() - y.getTime()) as [
          Date,
          Date,
          Date,
        ];
        expect(workingSecondsBetween(a, b, calendar) + workingSecondsBetween(b, c, calendar)).toBe(
          workingSecondsBetween(a, c, calendar),
        );
      }
  });

  it.each([
    ['2026-11-03', 1, '2026-11-04'],
    ['2026-11-06', 1, '2026-11-09'],
    ['2026-11-07', 1, '2026-11-09'],
    ['2026-09-30', 2, '2026-10-09'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2026-11-07', 0, '2026-11-09'],
    ['2026-11-03', 0, '2026-11-03'],
    ['2026-11-09', -1, '2026-11-06'],
    ['2026-10-08', -2, '2026-09-29'],
  ])('%s and %i working days is %s', (day, n, expected) => {
    expect(addWorkingDays(day, n, china)).toBe(expected);
  });
});
