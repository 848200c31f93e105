/** Days off that a data set proposes for a country and year. What a person has entered or taken off is his word. */
import type { DayProposals } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { addProposedDays, listHolidays, refuseProposedDays } from '@tradepost/db/queries/calendar';
import { listRemovedDays } from '@tradepost/db/queries/calendar-history';
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

export interface ProposalAnswer {
  /** Days; one that a person took off comes back if it is named. Null: all that are new, except the refused ones. */
  readonly take: readonly string[] | null;
  /** Days; of these the new ones. */
  readonly refuse: readonly string[];
}

/** Takes proposed days over and refuses others. Run twice it does nothing the second time. @returns how many of each. */
export async function answerProposals(
  deps: CustomerDeps,
  actorId: number | null,
  country: string,
  year: number,
  { take, refuse }: ProposalAnswer,
): Promise<{ readonly added: number; readonly refused: number }> {
  const { days } = await proposeDays(deps.db, country, year);
  const refused = days
    .filter(({ day, state }) => state === 'new' && refuse.includes(day))
    .map(({ day }) => day);
  const wanted = days.filter(({ day, state }) =>
    take === null
      ? state === 'new' && !refuse.includes(day)
      : state !== 'there' && take.includes(day) && !refuse.includes(day),
  );
  if (wanted.length + refused.length === 0) return { added: 0, refused: 0 };
  return changeCalendar(
    deps,
    actorId,
    'calendar.days-taken-over',
    (counts) => ({ country, year, ...counts }),
    async (tx) => {
      await refuseProposedDays(tx, country, refused, actorId);
      return { added: await addProposedDays(tx, country, wanted, actorId), refused: refused.length };
    },
  );
}
