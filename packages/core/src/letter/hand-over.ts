/** Letters of a customer that is handed over go with it: as drafts, which their new author reads before they go out. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '@tradepost/db';
import { canChangeHands } from '@tradepost/db/queries/letters';
import { withdrawApproval } from './approval.ts';
import { toDraft } from './change.ts';

/** The account was his predecessor's: he chooses his own. */
const OTHER_AUTHOR = { account_id: null, from_address: null };

/** What waits for a leader or a moment does not go out any more in the name of who was here before. */
export async function handOverLetters(
  tx: Transaction<DB>,
  customerId: number,
  from: number,
  to: number,
): Promise<void> {
  const letters = await tx
    .selectFrom('letter as l')
    .select(['l.id', 'l.version', 'l.state'])
    .where('l.customer_id', '=', customerId)
    .where('l.author_id', '=', from)
    .where(canChangeHands)
    .orderBy('l.id')
    .forUpdate()
    .execute();
  for (const letter of letters) {
    if (letter.state === 'waiting-approval') await withdrawApproval(tx, letter.id);
    if (letter.state !== 'draft') await toDraft(tx, letter);
    await tx
      .updateTable('letter')
      .set({
        author_id: to,
        ...OTHER_AUTHOR,
        version: sql<number>`version + 1`,
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', letter.id)
      .execute();
  }
}

/** The hand-over is undone: drafts come back to who wrote them. */
export async function handBackLetters(
  tx: Transaction<DB>,
  customerId: number,
  from: number,
  to: number,
): Promise<void> {
  await tx
    .updateTable('letter')
    .set({
      author_id: from,
      ...OTHER_AUTHOR,
      version: sql<number>`version + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where('customer_id', '=', customerId)
    .where('author_id', '=', to)
    .where('written_by', '=', from)
    .where('state', '=', 'draft')
    .execute();
}
