/** The days that a report is of. */
import type { DB } from '@tradepost/db';
import type { Period } from '@tradepost/db/queries/unified-report';
import type { Kysely } from 'kysely';
import { loadCompanyCalendar } from '../calendar/company-calendar.ts';
import { isDay } from '../calendar/days.ts';
import { TradepostError } from '../errors.ts';

const MOST_DAYS = 366 * 3;

/** @throws TradepostError 'invalid-request' for a period that ends before it begins, or of more than three years. */
export function checkPeriod({ from, to }: Pick<Period, 'from' | 'to'>): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (!isDay(from) || !isDay(to) || days < 0 || days > MOST_DAYS)
    throw new TradepostError('invalid-request', 'The period must end after it begins, within three years.');
}

/** Days of the company's. @throws TradepostError 'invalid-request'. */
export async function periodOf(db: Kysely<DB>, { from, to }: Pick<Period, 'from' | 'to'>): Promise<Period> {
  checkPeriod({ from, to });
  const { timeZone } = await loadCompanyCalendar(db);
  return { from, to, timeZone };
}
