/** When it is morning where a customer is, on a day on which people work there. */
import type { DB } from '@tradepost/db';
import { findWeekend, listComingDays } from '@tradepost/db/queries/calendar';
import type { Kysely } from 'kysely';
import { zoneOfCustomer } from '../calendar/customer-zone.ts';
import { addDays, dayIn, dayNumberOf } from '../calendar/days.ts';
import { momentOf } from '../calendar/wall-time.ts';
import { rollForward, type WorkCalendar } from '../calendar/working-day.ts';

/** Local time at which a mail lies on top when people begin; the handbooks say nine to eleven. */
const MORNING_MINUTES = 9 * 60;
const COMMON_WEEKEND: readonly number[] = [6, 7];
/** Rests are shorter; a calendar that says otherwise holds nobody up for longer. */
const DAYS_AHEAD = 40;

export interface Morning {
  readonly at: Date;
  readonly timeZone: string;
}

/** The first morning after now. Pure. @param calendar of the customer's country. */
export function nextMorning(now: Date, timeZone: string, calendar: WorkCalendar): Date {
  const today = dayIn(timeZone, now);
  const morningOf = (day: string) => new Date(momentOf(timeZone, dayNumberOf(day), MORNING_MINUTES));
  const first = rollForward(today, calendar);
  const at = morningOf(first);
  return at > now ? at : morningOf(rollForward(addDays(first, 1), calendar));
}

/** @returns null without a customer, or where its zone is not known. */
export async function morningOfCustomer(
  db: Kysely<DB>,
  customerId: number | null,
  now = new Date(),
): Promise<Morning | null> {
  if (customerId === null) return null;
  const customer = await db
    .selectFrom('customer')
    .select(['time_zone', 'country', 'region', 'city'])
    .where('id', '=', customerId)
    .executeTakeFirst();
  const timeZone = customer === undefined ? null : zoneOfCustomer(customer);
  if (customer === undefined || timeZone === null) return null;
  return { at: nextMorning(now, timeZone, await calendarOf(db, customer.country, now)), timeZone };
}

async function calendarOf(db: Kysely<DB>, country: string | null, now: Date): Promise<WorkCalendar> {
  const nothing = { holidays: new Set<string>(), yearly: new Set<string>(), makeups: new Set<string>() };
  if (country === null) return { ...nothing, weekend: new Set(COMMON_WEEKEND) };
  const today = now.toISOString().slice(0, 10);
  const [weekend, days] = await Promise.all([
    findWeekend(db, country),
    listComingDays(db, country, addDays(today, -1), addDays(today, DAYS_AHEAD)),
  ]);
  const of = (wanted: 'holiday' | 'makeup') =>
    new Set(days.filter(({ kind }) => kind === wanted).map(({ day }) => day));
  return {
    ...nothing,
    weekend: new Set(weekend ?? COMMON_WEEKEND),
    holidays: of('holiday'),
    makeups: of('makeup'),
  };
}

/** The zone of who reads it: the customer's, else the given one. */
export async function zoneOfReader(
  db: Kysely<DB>,
  customerId: number | null,
  other: string,
): Promise<string> {
  if (customerId === null) return other;
  const customer = await db
    .selectFrom('customer')
    .select(['time_zone', 'country', 'region', 'city'])
    .where('id', '=', customerId)
    .executeTakeFirst();
  return (customer === undefined ? null : zoneOfCustomer(customer)) ?? other;
}
