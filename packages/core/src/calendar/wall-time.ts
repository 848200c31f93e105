/**
 * Between moments and what the clock on the wall of a time zone says. Asking the time zone database is slow (some
 * microseconds), so it is asked once for a day and remembered.
 */
import { DAY_MS, dayNumberOf } from './days.ts';

/** Zones times days that are remembered at once: 30 years of one zone, some months of all. */
const MOST_REMEMBERED = 12_000;

const formats = new Map<string, Intl.DateTimeFormat>();
const remembered = new Map<string, number>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** @returns how far the wall is ahead of UTC at that moment, in ms. @throws RangeError for what is no time zone. */
export function offsetAt(timeZone: string, at: number): number {
  const whole = Math.floor(at / 1000) * 1000;
  const said: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(whole)) said[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = said;
  return Date.UTC(year, month - 1, day, hour, minute, second) - whole;
}

/** At midnight UTC of the day with this number. */
function offsetOfDay(timeZone: string, dayNumber: number): number {
  const key = `${timeZone} ${dayNumber}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const offset = offsetAt(timeZone, dayNumber * DAY_MS);
  remembered.set(key, offset);
  return offset;
}

/** @returns the day on the wall, counted from 1970-01-01. */
export function dayNumberIn(timeZone: string, at: number): number {
  const utcDay = Math.floor(at / DAY_MS);
  const offset = offsetOfDay(timeZone, utcDay);
  const exact = offset === offsetOfDay(timeZone, utcDay + 1) ? offset : offsetAt(timeZone, at);
  return Math.floor((at + exact) / DAY_MS);
}

/**
 * The moment at which the wall says so. An hour that the night of a change leaves out is the one after it, one that
 * comes twice is the first (as Temporal's "compatible").
 * @param minutes since midnight of that day; 24 hours and more are of the days after it.
 */
export function momentOf(timeZone: string, dayNumber: number, minutes: number): number {
  const wall = dayNumber * DAY_MS + minutes * 60_000;
  const day = Math.floor(wall / DAY_MS);
  // No zone is further than 14 hours from UTC: whatever moment it is, it is between these two.
  const before = offsetOfDay(timeZone, day - 1);
  const after = offsetOfDay(timeZone, day + 2);
  if (before === after && before === offsetOfDay(timeZone, day)) return wall - before;
  const [early, late] = [wall - Math.max(before, after), wall - Math.min(before, after)];
  return early + offsetAt(timeZone, early) === wall ? early : late;
}

/** The beginning of a day, `YYYY-MM-DD`, in a time zone. */
export const startOfDay = (timeZone: string, day: string): Date =>
  new Date(momentOf(timeZone, dayNumberOf(day), 0));
