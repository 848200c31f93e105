/** Days counted from the day on which something was said. Pure; days are `YYYY-MM-DD`. */
import { addDays, isDay, weekdayOf } from '../calendar/days.ts';
import { isWorkingDay, type WorkCalendar } from '../calendar/working-day.ts';

/** On which day it was said, and which days people of ours work. */
export interface Said {
  readonly on: string;
  readonly calendar: WorkCalendar;
}

/** A day that is named in a text, and where. */
export interface FoundDay {
  readonly day: string;
  readonly at: number;
  readonly length: number;
  /** "by", "before", "until", 前, 之前: a term, not merely a day. */
  readonly term: boolean;
}

/** Further than this nobody promises anything. */
const FURTHEST_DAYS = 400;

/** A day that may be meant: it exists, is not over, and is not years away. */
export const isToCome = (day: string, { on }: Said): boolean =>
  isDay(day) && day >= on && day <= addDays(on, FURTHEST_DAYS);

/** @param weekday ISO 8601. @param weeks 0 this week, 1 the next one; a week begins on Monday. */
export const weekdayIn = (on: string, weekday: number, weeks: number): string =>
  addDays(on, weekday - weekdayOf(on) + 7 * weeks);

/** The next day of this name after the day: on a Friday "Friday" is the next one. */
export function nextWeekday(on: string, weekday: number): string {
  const days = (weekday - weekdayOf(on) + 7) % 7;
  return addDays(on, days === 0 ? 7 : days);
}

/** Friday, of this week or one to come; where that is over, the last day of the week. */
export function endOfWeek(on: string, weeks: number): string {
  const friday = weekdayIn(on, 5, weeks);
  return friday >= on ? friday : weekdayIn(on, 7, weeks);
}

/** @param months 0: this month. */
export function endOfMonth(on: string, months: number): string {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

/** A day so lately gone is told of, not promised for next year: "sailed on 8 November", said on the 9th. */
const JUST_OVER_DAYS = 120;

/** @param day of the month; null: its last. @returns in this year, or in the next one where it is long over; '' where it is just over. */
export function dayOfMonth(on: string, month: number, day: number | null): string {
  const year = Number(on.slice(0, 4));
  for (const one of [year, year + 1]) {
    const last = new Date(Date.UTC(one, month, 0)).getUTCDate();
    const found = `${one}-${two(month)}-${two(day ?? last)}`;
    if (found >= on) return found;
    if (found >= addDays(on, -JUST_OVER_DAYS)) return '';
  }
  return '';
}

/** The next n-th of a month. */
export function nextDayNumbered(on: string, day: number): string {
  for (let months = 0; months < 3; months++) {
    const at = new Date(Date.UTC(Number(on.slice(0, 4)), Number(on.slice(5, 7)) - 1 + months, 1));
    const found = `${at.toISOString().slice(0, 8)}${two(day)}`;
    if (isDay(found) && found >= on) return found;
  }
  return '';
}

export const dayOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** No more working days are counted than this. */
const MOST_WORKING_DAYS = 120;

/** After so many working days of the company. */
export function afterWorkingDays({ on, calendar }: Said, days: number): string {
  let at = on;
  // A calendar in which nobody works ends all the same.
  for (let left = Math.min(days, MOST_WORKING_DAYS), looked = 0; left > 0 && looked < 1_000; looked++) {
    at = addDays(at, 1);
    if (isWorkingDay(at, calendar)) left--;
  }
  return at;
}

const two = (number: number) => String(number).padStart(2, '0');
