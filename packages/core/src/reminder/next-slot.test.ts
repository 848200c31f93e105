import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../calendar/days.ts';
import { nextSlot, type SlotPlan, slotInForce } from './next-slot.ts';

const HOUR = 3_600_000;
const WEEK = (day: string) => weekdayOf(day) < 6;
const EVERY = () => true;
const plan = (timeZone: string, time: string, changes: Partial<SlotPlan> = {}): SlotPlan => ({
  timeZone,
  minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
  works: WEEK,
  weekly: false,
  usefulMs: 10 * HOUR,
  ...changes,
});
const next = (p: SlotPlan, after: string) => {
  const slot = nextSlot(p, new Date(after));
  return slot === null ? null : [slot.period, slot.at.toISOString()];
};

describe('the next reminder', () => {
  it.each([
    [
      'is this morning',
      plan('Asia/Shanghai', '08:30'),
      '2026-12-01T00:29:59Z',
      ['2026-12-01', '2026-12-01T00:30:00.000Z'],
    ],
    [
      'is tomorrow once this morning is over',
      plan('Asia/Shanghai', '08:30'),
      '2026-12-01T00:30:00Z',
      ['2026-12-02', '2026-12-02T00:30:00.000Z'],
    ],
    [
      'leaves out a weekend',
      plan('Asia/Shanghai', '08:30'),
      '2026-12-04T01:00:00Z',
      ['2026-12-07', '2026-12-07T00:30:00.000Z'],
    ],
    [
      'is on his own clock',
      plan('America/Sao_Paulo', '08:30'),
      '2026-12-01T00:30:00Z',
      ['2026-12-01', '2026-12-01T11:30:00.000Z'],
    ],
    // New York, 8 March 2026: 02:00 becomes 03:00.
    [
      'comes at the same hour after the clocks went forward',
      plan('America/New_York', '08:30', { works: EVERY }),
      '2026-03-07T14:00:00Z',
      ['2026-03-08', '2026-03-08T12:30:00.000Z'],
    ],
    [
      'in an hour that is left out comes an hour later',
      plan('America/New_York', '02:30', { works: EVERY }),
      '2026-03-07T08:00:00Z',
      ['2026-03-08', '2026-03-08T07:30:00.000Z'],
    ],
    // New York, 1 November 2026: 02:00 becomes 01:00.
    [
      'in an hour that comes twice is the first',
      plan('America/New_York', '01:30', { works: EVERY }),
      '2026-10-31T12:00:00Z',
      ['2026-11-01', '2026-11-01T05:30:00.000Z'],
    ],
    [
      'in an hour that comes twice is not a second time',
      plan('America/New_York', '01:30', { works: EVERY }),
      '2026-11-01T05:30:00Z',
      ['2026-11-02', '2026-11-02T06:30:00.000Z'],
    ],
    // London, 29 March and 25 October 2026.
    [
      'in London, forward',
      plan('Europe/London', '08:30', { works: EVERY }),
      '2026-03-28T09:00:00Z',
      ['2026-03-29', '2026-03-29T07:30:00.000Z'],
    ],
    [
      'in London, back',
      plan('Europe/London', '08:30', { works: EVERY }),
      '2026-10-24T08:00:00Z',
      ['2026-10-25', '2026-10-25T08:30:00.000Z'],
    ],
    [
      'in London in the hour that is left out',
      plan('Europe/London', '01:30', { works: EVERY }),
      '2026-03-28T09:00:00Z',
      ['2026-03-29', '2026-03-29T01:30:00.000Z'],
    ],
    // Lord Howe moves by half an hour: 4 October 2026 at 02:00 to 02:30, 5 April 2026 at 02:00 to 01:30.
    [
      'on Lord Howe, forward',
      plan('Australia/Lord_Howe', '08:30', { works: EVERY }),
      '2026-10-03T00:00:00Z',
      ['2026-10-04', '2026-10-03T21:30:00.000Z'],
    ],
    [
      'on Lord Howe in the half hour that is left out',
      plan('Australia/Lord_Howe', '02:15', { works: EVERY }),
      '2026-10-03T00:00:00Z',
      ['2026-10-04', '2026-10-03T15:45:00.000Z'],
    ],
    [
      'on Lord Howe in the half hour that comes twice',
      plan('Australia/Lord_Howe', '01:45', { works: EVERY }),
      '2026-04-04T00:00:00Z',
      ['2026-04-05', '2026-04-04T14:45:00.000Z'],
    ],
    [
      'is never where nobody works',
      plan('Asia/Shanghai', '08:30', { works: () => false }),
      '2026-12-01T00:00:00Z',
      null,
    ],
    [
      'of a week is on Monday',
      plan('Asia/Shanghai', '08:30', { weekly: true }),
      '2026-12-02T00:00:00Z',
      ['2026-12-07', '2026-12-07T00:30:00.000Z'],
    ],
    [
      'of a week that begins with a holiday is on its first working day',
      plan('Asia/Shanghai', '08:30', { weekly: true, works: (day) => WEEK(day) && day !== '2026-12-07' }),
      '2026-12-02T00:00:00Z',
      ['2026-12-07', '2026-12-08T00:30:00.000Z'],
    ],
    [
      'of a week without a working day is left out',
      plan('Asia/Shanghai', '08:30', {
        weekly: true,
        works: (day) => WEEK(day) && (day < '2026-12-07' || day > '2026-12-13'),
      }),
      '2026-12-02T00:00:00Z',
      ['2026-12-14', '2026-12-14T00:30:00.000Z'],
    ],
  ] as const)('%s', (_, p, after, expected) => {
    expect(next(p, after)).toEqual(expected);
  });

  it.each(['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Shanghai', 'Pacific/Apia'])(
    'comes once for every day of a year in %s, whatever the clocks do',
    (timeZone) => {
      for (const time of ['00:00', '01:30', '02:15', '08:30', '23:45']) {
        const p = plan(timeZone, time, { works: EVERY });
        const seen = new Set<string>();
        let at = new Date('2026-01-01T12:00:00Z');
        for (let day = 0; day < 365; day++) {
          const slot = nextSlot(p, at);
          expect(slot).not.toBeNull();
          expect(seen.has(slot!.period)).toBe(false);
          seen.add(slot!.period);
          expect(slot!.at.getTime() - at.getTime()).toBeLessThanOrEqual(36 * HOUR);
          at = slot!.at;
        }
      }
    },
  );
});

describe('a reminder that was missed', () => {
  const daily = plan('Asia/Shanghai', '08:30');
  const weekly = plan('Asia/Shanghai', '08:30', { weekly: true, usefulMs: 96 * HOUR });
  it.each([
    ['is sent while it is of use', daily, '2026-12-01T06:00:00Z', '2026-12-01'],
    ['is not sent in the evening', daily, '2026-12-01T10:31:00Z', null],
    ['is not there before its hour', daily, '2026-12-01T00:29:00Z', null],
    ['of yesterday is not sent today', daily, '2026-12-01T22:00:00Z', null],
    ['of a Friday is not sent on a Saturday', daily, '2026-12-05T02:00:00Z', null],
    ['of a week is sent on Wednesday', weekly, '2026-12-02T06:00:00Z', '2026-11-30'],
    ['of a week is not sent at its end', weekly, '2026-12-05T06:00:00Z', null],
  ] as const)('%s', (_, p, now, period) => {
    expect(slotInForce(p, new Date(now))?.period ?? null).toBe(period);
  });
});
