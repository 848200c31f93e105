/** Which days people work. */
import { addDays, weekdayOf } from './days.ts';

export interface WorkCalendar {
  /** ISO 8601: 1 is Monday. */
  readonly weekend: ReadonlySet<number>;
  readonly holidays: ReadonlySet<string>;
  /** Days off of every year, `MM-DD`. */
  readonly yearly: ReadonlySet<string>;
  /** Days of a weekend on which people work for one that was moved. */
  readonly makeups: ReadonlySet<string>;
}

export const isWorkingDay = (day: string, calendar: WorkCalendar): boolean =>
  calendar.makeups.has(day) ||
  (!calendar.weekend.has(weekdayOf(day)) &&
    !calendar.holidays.has(day) &&
    !calendar.yearly.has(day.slice(5)));

/** No country rests longer; a calendar that says so is wrong and holds nobody up. */
export const LONGEST_REST_DAYS = 30;

/** The day itself, or the first working day after it. */
export function rollForward(day: string, calendar: WorkCalendar): string {
  for (let days = 0; days <= LONGEST_REST_DAYS; days++) {
    const candidate = addDays(day, days);
    if (isWorkingDay(candidate, calendar)) return candidate;
  }
  return day;
}
