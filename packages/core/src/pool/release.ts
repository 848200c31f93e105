/** Back into the pool: by who has the customer, or by a leader. */
import type { PoolOutcome, ReleaseReason } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { changeOwner } from '../customers/change-owner.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { leads, type Viewer } from '../users/viewer.ts';
import type { Scope } from '@tradepost/db/queries/scope';
import { eachCustomer } from './each-customer.ts';

/**
 * Only the owner or who leads him lets a customer go: an editing collaborator changes the record, not whose it is.
 * @throws TradepostError 'invalid-request' where the reason is `other` and no sentence says what.
 */
export async function releaseCustomers(
  deps: CustomerDeps,
  actor: { readonly viewer: Viewer; readonly scope: Scope },
  customerIds: readonly number[],
  why: { readonly reason: ReleaseReason; readonly note: string | null },
): Promise<PoolOutcome[]> {
  if (why.reason === 'other' && why.note === null)
    throw new TradepostError('invalid-request', 'Say in a sentence why the customer goes into the pool.');
  return eachCustomer(deps, customerIds, (tx, customerId) => releaseOne(tx, actor, customerId, why));
}

/** The part inside a transaction. @throws TradepostError 'not-found', 'forbidden'. */
export async function releaseOne(
  tx: Transaction<DB>,
  { viewer, scope }: { readonly viewer: Viewer; readonly scope: Scope },
  customerId: number,
  { reason, note }: { readonly reason: ReleaseReason; readonly note: string | null },
): Promise<Pick<PoolOutcome, 'outcome' | 'userId'>> {
  const { rows } = await sql<{ owner_id: number | null; pooled: boolean }>`
    select c.owner_id, c.pooled_at is not null as pooled from customer c
    where c.id = ${customerId} and c.archived_at is null and c.merged_into_id is null and ${scope.customer('c')}
    for no key update`.execute(tx);
  const customer = rows[0];
  if (customer === undefined) throw notFound('The customer');
  if (customer.pooled) return { outcome: 'done', userId: null };
  if (customer.owner_id !== viewer.id && !leads(viewer, customer.owner_id))
    throw new TradepostError('forbidden', 'Only who has a customer, or a manager, can release it.');
  const text = reason === 'other' ? (note as string) : reason;
  await changeOwner(tx, {
    customerId,
    to: null,
    actorId: viewer.id,
    pool: { reason: text },
    reason: reason === 'other' || note === null ? text : `${reason}: ${note}`,
  });
  return { outcome: 'done', userId: null };
}
