/** What the scheduler does about letters beside asking for those that are due. */
import type { DB } from '@tradepost/db';
import { listMorningLetters, moveMorning } from '@tradepost/db/queries/letter-work';
import type { Kysely } from 'kysely';
import { morningOfCustomer } from './morning.ts';

const PAGE = 500;

/**
 * A letter for a customer's morning is due in that morning, also where the customer's time zone or the calendar of its
 * country changed since. One whose morning is not known any more keeps its moment.
 * @returns how many were moved.
 */
export async function renewMornings(db: Kysely<DB>): Promise<number> {
  let moved = 0;
  for (let after = 0; ; ) {
    const letters = await listMorningLetters(db, after, PAGE);
    for (const letter of letters) {
      const morning = await morningOfCustomer(db, letter.customer_id);
      if (morning === null || morning.at.getTime() === letter.due_at?.getTime()) continue;
      // One that is due now is not put off to the next morning.
      if (letter.due_at !== null && letter.due_at.getTime() <= Date.now()) continue;
      await moveMorning(db, letter.id, morning.at);
      moved++;
    }
    const last = letters.at(-1);
    if (last === undefined || letters.length < PAGE) return moved;
    after = last.id;
  }
}
