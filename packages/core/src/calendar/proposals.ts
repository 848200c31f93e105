/** Days off that a data set proposes for a country and year. What a person has entered or taken off is his word. */
import type { DayProposals } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { addProposedDays, listHolidays, listRemovedDays } from '@tradepost/db/queries/calendar';
import type { Kysely } from 'kysely';
import type { CustomerDeps } from '../customers/deps.ts';
import { assertCountry, changeCalendar } from './change.ts';
import { worldDays } from './world-holidays.ts';

/** @throws TradepostError 'not-found' for what is no country. */
export async function proposeDays(db: Kysely<DB>, country: string, year: number): Promise<DayProposals> {
  assertCountry(country);
  const { lacks, days } = await worldDays(country, year);
  const there = await listHolidays(db, country, year);
  const taken = new Set(there.map(({ day, yearly }) => (yearly ? `${year}${day.slice(4)}` : day)));
  const removed = new Set(await listRemovedDays(db, country, year));
  return {
    lacks: [...lacks],
    days: days.map((one) => ({
      ...one,
      state: taken.has(one.day) ? 'there' : removed.has(one.day) ? 'removed' : 'new',
    })),
  };
}

/**
 * Takes those over that are new, or of these only some. Run twice it adds nothing the second time.
 * @param only days; one that a person took off comes back if it is named. @returns how many came.
 */
export async function takeProposedDays(
  deps: CustomerDeps,
  actorId: number | null,
  country: string,
  year: number,
  only: readonly string[] | null,
): Promise<number> {
  const { days } = await proposeDays(deps.db, country, year);
  const wanted = days.filter(({ day, state }) =>
    only === null ? state === 'new' : state !== 'there' && only.includes(day),
  );
  if (wanted.length === 0) return 0;
  return changeCalendar(
    deps,
    actorId,
    'calendar.days-taken-over',
    (added) => ({ country, year, added }),
    (tx) => addProposedDays(tx, country, wanted, actorId),
  );
}
