/** Letters of one who can send none any more: drafts again, so that they are handed over, and not refused unseen at their moment. */
import type { DB } from '@tradepost/db';
import { canChangeHands } from '@tradepost/db/queries/letters';
import type { Transaction } from 'kysely';
import { withdrawApproval } from './approval.ts';
import { toDraft } from './change.ts';

/** What is on the wire goes its way. Of a mass mail nothing becomes a draft: its sender stops it. */
export async function keepAsDrafts(tx: Transaction<DB>, authorId: number): Promise<void> {
  const letters = await tx
    .selectFrom('letter as l')
    .select(['l.id', 'l.version', 'l.state'])
    .where('l.author_id', '=', authorId)
    .where('l.state', '<>', 'draft')
    .where(canChangeHands)
    .orderBy('l.id')
    .forUpdate()
    .execute();
  for (const letter of letters) {
    if (letter.state === 'waiting-approval') await withdrawApproval(tx, letter.id);
    await toDraft(tx, letter);
  }
}
