/** When the company works, as people see and change it. */
import type { CompanyCalendar } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { countDaysOfYear, findWeekend } from '@tradepost/db/queries/calendar';
import { listSettingVersions } from '@tradepost/db/queries/follow-up-policy';
import { getSetting } from '@tradepost/db/queries/settings';
import type { Kysely } from 'kysely';
import {
  CALENDAR_KEY,
  type CalendarSetting,
  COMMON_WEEKEND,
  DEFAULT_HOME,
  DEFAULT_HOURS,
} from './company-calendar.ts';
import { dayIn } from './days.ts';

/** The State Council publishes the next year's days in November; what is known before is no one's plan. */
const TOLD_FROM_MONTH = 11;

export const describeSetting = (said: CalendarSetting) => ({
  country: said.country ?? DEFAULT_HOME.country,
  timeZone: said.timeZone ?? DEFAULT_HOME.timeZone,
  weekend: said.weekend === undefined ? null : [...said.weekend],
  hours: said.hours ?? DEFAULT_HOURS,
  otherHours: (said.otherHours ?? []).map(({ weekday, hours }) => ({ weekday, hours })),
});

export async function readCompanyCalendar(db: Kysely<DB>, now: Date): Promise<CompanyCalendar> {
  const said = describeSetting((await getSetting<CalendarSetting>(db, CALENDAR_KEY)) ?? {});
  const [newest] = await listSettingVersions(db, CALENDAR_KEY, { beforeId: null, limit: 1 });
  return {
    ...said,
    countryWeekend: (await findWeekend(db, said.country)) ?? [...COMMON_WEEKEND],
    missingYear: await missingYear(db, said, now),
    changedAt: newest?.changed_at.toISOString() ?? null,
    changedByName: newest?.changed_by_name ?? null,
  };
}

/**
 * The year whose days off nobody has entered: this one, or from November on the next. Days that are off every year are
 * not the year's own: the others are what moves, and no year is like the one before.
 */
export async function missingYear(
  db: Kysely<DB>,
  { country, timeZone }: { readonly country: string; readonly timeZone: string },
  now: Date,
): Promise<number | null> {
  const [year, month] = dayIn(timeZone, now).split('-').map(Number) as [number, number];
  for (const asked of month >= TOLD_FROM_MONTH ? [year, year + 1] : [year])
    if ((await countDaysOfYear(db, country, asked)) === 0) return asked;
  return null;
}
