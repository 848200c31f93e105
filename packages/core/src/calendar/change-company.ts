/** Changing when the company works: kept with who and when, and carried out for all customers and running clocks. */
import type { CompanyCalendarPatch, CompanyHours } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lookAtAllAnswers } from '@tradepost/db/queries/answer-leads';
import { lockSettingVersions } from '@tradepost/db/queries/follow-up-policy';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { fault, faultError } from '../customers/fault.ts';
import { TradepostError } from '../errors.ts';
import { requestRefresh } from '../record/refresh-records.ts';
import {
  CALENDAR_KEY,
  type CalendarSetting,
  DEFAULT_HOME,
  DEFAULT_HOURS,
  spansOfHours,
} from './company-calendar.ts';
import { isTimeZone, zonesOf } from './time-zones.ts';

const DAY_MINUTES = 24 * 60;

/** @returns the job to be enqueued after the commit. @throws TradepostError 'invalid-request'. */
export async function changeCompanyCalendar(
  tx: Transaction<DB>,
  actorId: number | null,
  patch: CompanyCalendarPatch,
): Promise<number> {
  const newest = await lockSettingVersions(tx, CALENDAR_KEY);
  const before = (await getSetting<CalendarSetting>(tx, CALENDAR_KEY)) ?? {};
  const after = patchedSetting(before, patch);
  const insert = (value: CalendarSetting, changedBy: number | null) =>
    tx
      .insertInto('setting_version')
      .values({ key: CALENDAR_KEY, value: JSON.stringify(value), changed_by: changedBy })
      .execute();
  // Where one can see what it was.
  if (newest === null) await insert(before, null);
  await insert(after, actorId);
  await putSetting(tx, CALENDAR_KEY, after);
  await lookAtAllAnswers(tx);
  const jobId = await requestRefresh(tx, actorId);
  await appendAudit(tx, {
    actorId,
    action: 'calendar.company-changed',
    subjectKind: 'calendar',
    subjectId: null,
    detail: { before, after },
  });
  return jobId;
}

/** @throws TradepostError 'invalid-request'. */
export function patchedSetting(before: CalendarSetting, patch: CompanyCalendarPatch): CalendarSetting {
  const { weekend, ...rest } = { ...before, ...patch };
  // Its country's, from now on.
  const after: CalendarSetting = weekend === null || weekend === undefined ? rest : { ...rest, weekend };
  checkCalendar(after);
  return after;
}

/** What the schema cannot say. @throws TradepostError 'invalid-request'. */
function checkCalendar({
  country,
  timeZone,
  weekend,
  hours = DEFAULT_HOURS,
  otherHours = [],
}: CalendarSetting): void {
  const zone = timeZone ?? DEFAULT_HOME.timeZone;
  const home = country ?? DEFAULT_HOME.country;
  if (!isTimeZone(zone))
    throw faultError(
      'invalid-request',
      fault('not-a-time-zone', { value: zone }),
      `"${zone}" is not a time zone.`,
    );
  if (zonesOf(home).length === 0)
    throw faultError(
      'invalid-request',
      fault('not-a-country', { value: home }),
      `"${home}" is not a country.`,
    );
  if (new Set(otherHours.map(({ weekday }) => weekday)).size < otherHours.length)
    throw new TradepostError('invalid-request', 'Each day of the week has its hours once.');
  if (new Set(weekend).size === 7)
    throw new TradepostError('invalid-request', 'The company works on at least one day of the week.');
  for (const each of [hours, ...otherHours.map((other) => other.hours)]) checkHours(each);
  const all = [hours, ...otherHours.map((other) => other.hours)].map(spansOfHours);
  const last = Math.max(...all.flatMap((spans) => spans.map(({ until }) => until)));
  const first = Math.min(...all.flatMap((spans) => spans.map(({ from }) => from)));
  if (last - DAY_MINUTES > first)
    throw new TradepostError('invalid-request', 'The hours of a day end before those of the next one begin.');
}

function checkHours(hours: CompanyHours): void {
  const spans = spansOfHours(hours);
  if (spans.some(({ from, until }, i) => from >= until || from < (spans[i - 1]?.until ?? 0)))
    throw new TradepostError('invalid-request', 'The break lies within the hours.');
}
