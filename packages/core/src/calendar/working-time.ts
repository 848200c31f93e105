/**
 * Working time: how long people have had, and by when. Pure; moments are instants, the calendar knows the zone.
 * Where the clocks change within working hours, the hours are those that pass, not those on the wall.
 */
import { addDays, dayOfNumber, weekdayOf } from './days.ts';
import { dayNumberIn, momentOf } from './wall-time.ts';
import { isWorkingDay, LONGEST_REST_DAYS, rollForward, type WorkCalendar } from './working-day.ts';

/** Minutes since midnight of the day on which it begins; after midnight it goes on past 1440. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface WorkingTime extends WorkCalendar {
  /** IANA name. */
  readonly timeZone: string;
  /** In order, none into another; of a working day that `byWeekday` does not name, and of make-up days. */
  readonly hours: readonly Span[];
  /** Of a day of the week (1 is Monday), where they are others. */
  readonly byWeekday: ReadonlyMap<number, readonly Span[]>;
}

const MINUTES_OF_DAY = 1440;
/** Further than any clock here runs; past it a calendar is taken to be wrong. */
const FURTHEST_DAYS = 3_660;

/** The whole of each working day, midnight to midnight: a clock that stops only on days off. */
export const wholeDays = (calendar: WorkingTime): WorkingTime => ({
  ...calendar,
  hours: [{ from: 0, until: MINUTES_OF_DAY }],
  byWeekday: new Map(),
});

/** What is worked of a day, as [from, until) in ms. */
type Stretch = readonly [number, number];
/** A calendar does not change once it is read, and a list asks of the same days again and again. */
const worked = new WeakMap<WorkingTime, Map<number, readonly Stretch[]>>();

function stretchesOf(dayNumber: number, calendar: WorkingTime): readonly Stretch[] {
  const days = worked.get(calendar) ?? new Map<number, readonly Stretch[]>();
  worked.set(calendar, days);
  const known = days.get(dayNumber);
  if (known !== undefined) return known;
  const made = spansOf(dayOfNumber(dayNumber), calendar).map(({ from, until }): Stretch => {
    const moment = (minutes: number) => momentOf(calendar.timeZone, dayNumber, minutes);
    return [moment(from), moment(until)];
  });
  days.set(dayNumber, made);
  return made;
}

function spansOf(day: string, calendar: WorkingTime): readonly Span[] {
  if (!isWorkingDay(day, calendar)) return [];
  if (calendar.makeups.has(day)) return calendar.hours;
  return calendar.byWeekday.get(weekdayOf(day)) ?? calendar.hours;
}

/** What is worked from this moment on, in order; the night of the day before may last. */
function* stretches(at: number, calendar: WorkingTime): Generator<Stretch> {
  const first = dayNumberIn(calendar.timeZone, at) - 1;
  for (let day = first, free = 0; day <= first + FURTHEST_DAYS && free <= LONGEST_REST_DAYS + 1; day++) {
    const ofDay = stretchesOf(day, calendar);
    free = ofDay.length === 0 ? free + 1 : 0;
    for (const [from, until] of ofDay) if (until > at) yield [Math.max(at, from), until];
  }
}

/**
 * When so much working time will have passed: at the end of a day rather than at the beginning of the next one. Where
 * nobody ever works, the clock simply runs on, so that nothing waits for ever.
 * @param seconds 0 or less: the moment itself.
 */
export function addWorkingTime(at: Date, seconds: number, calendar: WorkingTime): Date {
  if (seconds <= 0) return at;
  let left = seconds * 1000;
  let last = at.getTime();
  for (const [from, until] of stretches(at.getTime(), calendar)) {
    if (until - from >= left) return new Date(from + left);
    left -= until - from;
    last = until;
  }
  return new Date(last + left);
}

/** @returns whole seconds; 0 where `until` is not after `from`. */
export function workingSecondsBetween(from: Date, until: Date, calendar: WorkingTime): number {
  const end = until.getTime();
  let sum = 0;
  for (const stretch of stretches(from.getTime(), calendar)) {
    if (stretch[0] >= end) break;
    sum += Math.min(stretch[1], end) - stretch[0];
  }
  return Math.floor(sum / 1000);
}

/**
 * The n-th working day after a day, or before it where n is below 0; 0: the day itself, or the first working day after.
 * @param day `YYYY-MM-DD`.
 */
export function addWorkingDays(day: string, n: number, calendar: WorkCalendar): string {
  if (n === 0) return rollForward(day, calendar);
  const step = Math.sign(n);
  let at = day;
  for (let left = Math.abs(n), free = 0; left > 0 && free <= LONGEST_REST_DAYS; ) {
    at = addDays(at, step);
    free = isWorkingDay(at, calendar) ? 0 : free + 1;
    if (free === 0) left--;
  }
  return at;
}
