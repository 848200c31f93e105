/** The company's working time: its hours, the days of the week that it works, its country's days off and make-up days. */
import type { CompanyHours } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type CompanyDays, loadCompanyDays } from '@tradepost/db/queries/calendar';
import { getSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import type { WorkCalendar } from './working-day.ts';
import type { Span, WorkingTime } from './working-time.ts';

/** Where the company is, unless it says otherwise. */
export const DEFAULT_HOME = { country: 'CN', timeZone: 'Asia/Shanghai' } as const;
/** Monday to Friday are worked where no calendar of the country is known. */
export const COMMON_WEEKEND: readonly number[] = [6, 7];
/** What exporters' handbooks name; no break is taken out unless the company says so. */
export const DEFAULT_HOURS: CompanyHours = { from: '08:30', until: '18:00', break: null };

export const CALENDAR_KEY = 'calendar';

/** What is kept in the setting. */
export interface CalendarSetting {
  readonly country?: string;
  readonly timeZone?: string;
  /** The company's own, ISO 8601; without it its country's. */
  readonly weekend?: readonly number[];
  readonly hours?: CompanyHours;
  readonly otherHours?: readonly { readonly weekday: number; readonly hours: CompanyHours }[];
}

export interface CompanyCalendar extends WorkingTime {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Hours that end at or before their beginning end on the next day. */
export function spansOfHours(hours: CompanyHours): Span[] {
  const from = minutesOf(hours.from);
  const onward = (time: string) => minutesOf(time) + (minutesOf(time) <= from ? 24 * 60 : 0);
  const until = onward(hours.until);
  if (hours.break === null) return [{ from, until }];
  return [
    { from, until: onward(hours.break.from) },
    { from: onward(hours.break.until), until },
  ];
}

/** @param weekend of the country; null: the product has no calendar of it. */
export function workCalendarOf(
  setting: CalendarSetting | null,
  weekend: readonly number[] | null,
  days: CompanyDays['days'],
): WorkCalendar {
  const of = (wanted: (one: CompanyDays['days'][number]) => boolean) =>
    days.filter(wanted).map(({ day }) => day);
  return {
    weekend: new Set(setting?.weekend ?? weekend ?? COMMON_WEEKEND),
    holidays: new Set(of(({ kind, yearly }) => kind === 'holiday' && !yearly)),
    yearly: new Set(of(({ yearly }) => yearly).map((day) => day.slice(5))),
    makeups: new Set(of(({ kind }) => kind === 'makeup')),
  };
}

/** Where the company is, and nothing of its days. */
export async function loadHome(
  db: Kysely<DB>,
): Promise<{ readonly country: string; readonly timeZone: string }> {
  const said = await getSetting<CalendarSetting>(db, CALENDAR_KEY);
  return {
    country: said?.country ?? DEFAULT_HOME.country,
    timeZone: said?.timeZone ?? DEFAULT_HOME.timeZone,
  };
}

/** All its days, those that are long over as well: what was worked last year can be told. */
export async function loadCompanyCalendar(db: Kysely<DB>): Promise<CompanyCalendar> {
  return companyCalendarOf(await loadCompanyDays(db, DEFAULT_HOME.country));
}

export function companyCalendarOf({ setting, weekend, days }: CompanyDays): CompanyCalendar {
  const said = setting as CalendarSetting | null;
  return {
    ...DEFAULT_HOME,
    ...(said?.country === undefined ? {} : { country: said.country }),
    ...(said?.timeZone === undefined ? {} : { timeZone: said.timeZone }),
    ...workCalendarOf(said, weekend, days),
    hours: spansOfHours(said?.hours ?? DEFAULT_HOURS),
    byWeekday: new Map((said?.otherHours ?? []).map(({ weekday, hours }) => [weekday, spansOfHours(hours)])),
  };
}
