/**
 * Mail of a customer whom somebody has taken off the lists starts no clock: it may be who he is tired of. But it may be a
 * buyer who is back, so who had the customer is told, or who leads him where he has left, once for each time that it begins
 * to write.
 */
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { deputyOf } from '../task/deputy.ts';
import type { Thread } from './settle-threads.ts';

export async function tellOffLists(tx: Transaction<DB>, threads: readonly Thread[]): Promise<void> {
  for (const { customer, rows, waits } of threads) {
    if (customer === null || !customer.off_lists) continue;
    const waiting = waits.filter(({ reply, settledAt }) => reply === null && settledAt === null);
    // The oldest that counts: what follows before an answer is the same thing to tell.
    const oldest = waiting
      .flatMap(({ mails }) => mails.filter(({ counts }) => counts))
      .sort((a, b) => a.at - b.at)[0];
    if (oldest === undefined || rows.get(oldest.id)?.known !== true) continue;
    const userId = customer.owner_id ?? (await deputyOfLast(tx, customer.id));
    if (userId === null) continue;
    await raiseNotice(tx, {
      userIds: [userId],
      kind: 'off-list-mail',
      key: String(oldest.id),
      customerId: customer.id,
      detail: { customerName: customer.name },
    });
  }
}

/** Of the salesperson who has left; null where it has none. */
async function deputyOfLast(tx: Transaction<DB>, customerId: number): Promise<number | null> {
  const row = await tx
    .selectFrom('customer')
    .select('owner_id')
    .where('id', '=', customerId)
    .executeTakeFirst();
  return row?.owner_id ? deputyOf(tx, row.owner_id) : null;
}
