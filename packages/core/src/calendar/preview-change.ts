/** What a change of the calendar would change tomorrow: worked out beside the calendar in force, which stays. */
import type { CalendarChange, PolicyPreview } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type CompanyDays, findWeekend, listDaysOf, loadCompanyDays } from '@tradepost/db/queries/calendar';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { TradepostError } from '../errors.ts';
import { loadPolicy } from '../follow-up/policy.ts';
import { previewChange } from '../follow-up/preview-policy.ts';
import { assertCountry, checkHoliday } from './change.ts';
import { patchedSetting } from './change-company.ts';
import { type CalendarSetting, companyCalendarOf, DEFAULT_HOME } from './company-calendar.ts';
import { type ImportLine, readLines } from './import.ts';

/**
 * Days of another country than the company's move nothing: they are shown beside its customers.
 * A day to be removed that is not there (any more) is passed over.
 * @throws TradepostError 'invalid-request' for what the change itself would refuse, 'not-found' for a country that is none.
 */
export async function previewCalendar(
  db: Kysely<DB>,
  scope: Scope,
  change: CalendarChange,
  now: Date,
): Promise<PolicyPreview> {
  const [policy, days] = [await loadPolicy(db), await daysAfter(db, change)];
  return previewChange(db, scope, { policy, calendar: companyCalendarOf(days) }, now);
}

async function daysAfter(db: Kysely<DB>, change: CalendarChange): Promise<CompanyDays> {
  const lines = linesOf(change);
  const before = await loadCompanyDays(db, DEFAULT_HOME.country);
  const said = (before.setting as CalendarSetting | null) ?? {};
  const setting = change.company === undefined ? said : patchedSetting(said, change.company);
  const country = setting.country ?? DEFAULT_HOME.country;
  const of = (other: string | undefined) => other === country;
  const weekend =
    of(change.country) && change.weekend !== undefined ? change.weekend : await findWeekend(db, country);
  const days = new Map<string, CompanyDays['days'][number]>();
  const removed = new Set(of(change.country) ? change.remove : []);
  for (const { id, ...day } of await listDaysOf(db, country)) if (!removed.has(id)) days.set(day.day, day);
  for (const { country: theirs, holiday } of lines)
    if (of(theirs))
      days.set(holiday.day, { day: holiday.day, yearly: holiday.yearly ?? false, kind: holiday.kind });
  return { setting: { ...setting }, weekend, days: [...days.values()] };
}

/** All days that the change brings. */
function linesOf({ country, add = [], csv, weekend, remove }: CalendarChange): readonly ImportLine[] {
  if (country !== undefined) assertCountry(country);
  else if (add.length > 0 || weekend !== undefined || remove !== undefined)
    throw new TradepostError('invalid-request', 'Say which country the days are of.');
  for (const holiday of add) checkHoliday(holiday);
  const own = add.map((holiday): ImportLine => ({ country: country as string, holiday }));
  if (csv === undefined) return own;
  const { lines, faults } = readLines(csv);
  if (faults.length > 0)
    throw new TradepostError(
      'invalid-request',
      'Some lines of the file are at fault; nothing of it is taken.',
    );
  return [...own, ...lines];
}
