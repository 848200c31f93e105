/** Who answers mail of a customer that nobody has who works here. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { deputyOf } from '../task/deputy.ts';
import { poolKeeperOf } from '../task/pool-keeper.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { visibleCustomers } from '../visibility/scope.ts';
import type { Thread } from './settle-threads.ts';

/**
 * The owner of the account that it came to (`accountOwners`, by the mail's id), as long as he sees the customer: else it would wait in nobody's list. Then who
 * leads the salesperson who has left; of the pool, who looks after it.
 * @returns by the mail's id.
 */
export async function whoAnswers(
  tx: Transaction<DB>,
  threads: readonly Thread[],
  accountOwners: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, number>> {
  const answerers = new Map(accountOwners);
  const known = new Map<string, number | null>();
  for (const thread of threads) {
    const customerId = thread.customer_id;
    if (customerId === null) continue;
    for (const { id } of thread.waits.flatMap(({ reply, mails }) => (reply === null ? mails : []))) {
      const userId = accountOwners.get(id);
      if (userId === undefined) continue;
      const key = `${customerId}:${userId}`;
      if (!known.has(key)) known.set(key, await insteadOf(tx, userId, customerId));
      answerers.set(id, known.get(key) ?? userId);
    }
  }
  return answerers;
}

/** @returns null where he sees the customer, or there is nobody else. */
async function insteadOf(tx: Transaction<DB>, userId: number, customerId: number): Promise<number | null> {
  const user = await tx
    .selectFrom('app_user')
    .select(['id', 'role', 'department_id'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ owner_id: number | null; seen: boolean }>`
    select c.owner_id, ${visibleCustomers(await loadViewer(tx, user), 'c')} as seen
    from customer c where c.id = ${customerId}`.execute(tx);
  const [customer] = rows;
  if (customer === undefined || customer.seen) return null;
  return customer.owner_id === null ? poolKeeperOf(tx, userId) : deputyOf(tx, customer.owner_id);
}
