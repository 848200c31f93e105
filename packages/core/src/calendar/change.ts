/** Changing the calendars of countries. What moves the company's own working days moves every next contact. */
import type { NewHoliday } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { lookAtAllAnswers } from '@tradepost/db/queries/answer-leads';
import { type HolidayRow, putHoliday, putWeekend, takeHoliday } from '@tradepost/db/queries/calendar';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { loadFollowUpRules } from '../follow-up/rules.ts';
import { requestRefresh } from '../record/refresh-records.ts';
import { isDay } from './days.ts';
import { zonesOf } from './time-zones.ts';

/** @throws TradepostError 'invalid-request'. */
export function checkHoliday({ day, yearly, kind }: NewHoliday): void {
  if (!isDay(day)) throw new TradepostError('invalid-request', `"${day}" is not a day of the calendar.`);
  if (yearly === true && kind === 'makeup')
    throw new TradepostError('invalid-request', 'A make-up day is of one year only.');
  if (yearly === true && day.endsWith('-02-29'))
    throw new TradepostError('invalid-request', 'The 29th of February is not in every year.');
}

/** @throws TradepostError 'not-found'. */
export function assertCountry(country: string): void {
  if (zonesOf(country).length === 0) throw notFound('The country');
}

/** Runs the change and asks for what hangs on it, together; the audit record comes last. */
export async function changeCalendar<T>(
  deps: CustomerDeps,
  actorId: number | null,
  action: string,
  detail: (result: T) => { readonly country: string | null } & Record<string, unknown>,
  change: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  const { result, jobId } = await deps.db.transaction().execute(async (tx) => {
    const made = await change(tx);
    const about = detail(made);
    const { home } = await loadFollowUpRules(tx);
    const ours = about.country === null || about.country === home.country;
    const job = ours ? await requestRefresh(tx, actorId) : null;
    if (ours) await lookAtAllAnswers(tx);
    const { country: subjectId } = about;
    await appendAudit(tx, { actorId, action, subjectKind: 'calendar', subjectId, detail: about });
    return { result: made, jobId: job };
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
  return result;
}

/** @param weekend ISO 8601: 1 is Monday. @throws TradepostError 'not-found'. */
export async function setWeekend(
  deps: CustomerDeps,
  actorId: number | null,
  country: string,
  weekend: readonly number[],
): Promise<void> {
  assertCountry(country);
  const days = [...new Set(weekend)].sort();
  await changeCalendar(
    deps,
    actorId,
    'calendar.weekend-changed',
    () => ({ country, weekend: days }),
    (tx) => putWeekend(tx, country, days, actorId),
  );
}

/** @throws TradepostError 'not-found', 'invalid-request'. */
export async function addHoliday(
  deps: CustomerDeps,
  actorId: number | null,
  country: string,
  input: NewHoliday,
): Promise<HolidayRow> {
  assertCountry(country);
  checkHoliday(input);
  const { day, nameEn: name_en, nameZh: name_zh, kind } = input;
  return changeCalendar(
    deps,
    actorId,
    'calendar.day-added',
    () => ({ country, day, kind, name_en }),
    (tx) =>
      putHoliday(tx, {
        country,
        day,
        yearly: input.yearly ?? false,
        name_en,
        name_zh,
        kind,
        source: 'person',
        changed_by: actorId,
      }),
  );
}

/** @throws TradepostError 'not-found'. */
export async function removeHoliday(deps: CustomerDeps, actorId: number | null, id: number): Promise<void> {
  await changeCalendar<HolidayRow>(
    deps,
    actorId,
    'calendar.day-removed',
    ({ country, day, name_en }) => ({ country, day, name_en }),
    async (tx) => {
      const gone = await takeHoliday(tx, id, actorId);
      if (gone === undefined) throw notFound('The day');
      return gone;
    },
  );
}
