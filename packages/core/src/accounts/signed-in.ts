/** The server took the account's password. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { requestRedirect } from '../filing/redirect.ts';

/**
 * Called at each sign-in, before any mail is read. The first makes the address and aliases ours, for past mail too;
 * the scheduler finds the job.
 */
export async function recordSignIn(
  db: Kysely<DB>,
  accountId: number,
  capabilities: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('mail_account')
      .set({ capabilities: [...capabilities] })
      .where('id', '=', accountId)
      .execute();
    // One conditional UPDATE: of two sign-ins at once, one asks.
    const first = await tx
      .updateTable('mail_account')
      .set({ signed_in_at: sql<Date>`now()` })
      .where('id', '=', accountId)
      .where('signed_in_at', 'is', null)
      .returning(['address', 'aliases'])
      .executeTakeFirst();
    if (first !== undefined)
      await requestRedirect(tx, { addresses: [first.address, ...first.aliases], domains: [] }, null);
  });
}
