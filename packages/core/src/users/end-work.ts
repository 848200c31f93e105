/** What one who works here no more, or only reads, has under way: nothing goes out in his name, and nothing waits for him. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { keepAsDrafts } from '../letter/keep-as-drafts.ts';
import { passOnWorkOfLeavers } from '../task/leaver.ts';

/** His customers stay his until they are handed over. */
export async function endWork(tx: Transaction<DB>, userId: number): Promise<void> {
  await keepAsDrafts(tx, userId);
  await tx
    .updateTable('pool_claim')
    .set({ state: 'withdrawn', decided_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('state', '=', 'asked')
    .execute();
  await passOnWorkOfLeavers(tx, userId);
}
