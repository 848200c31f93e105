/** Claiming customers of the pool, and a leader's answer where the company wants one. */
import type { PoolOutcome } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { isGone } from '../task/deputy.ts';
import { isLeader, leads, type Viewer } from '../users/viewer.ts';
import { eachCustomer } from './each-customer.ts';
import { getPoolRules, type StoredPoolRules } from './rules.ts';
import { assertMayTake, giveFromPool, lockPooled, notInPool } from './take.ts';

/** Each customer by itself: one that is refused does not stop the others. */
export async function claimCustomers(
  deps: CustomerDeps,
  viewer: Viewer,
  customerIds: readonly number[],
  note: string | null,
): Promise<PoolOutcome[]> {
  const rules = await getPoolRules(deps.db);
  return eachCustomer(deps, customerIds, (tx, customerId) => claimOne(tx, rules, viewer, customerId, note));
}

async function claimOne(
  tx: Transaction<DB>,
  rules: StoredPoolRules,
  viewer: Viewer,
  customerId: number,
  note: string | null,
): Promise<Pick<PoolOutcome, 'outcome' | 'userId'>> {
  const customer = await lockPooled(tx, customerId);
  if (customer === null) throw notInPool();
  const waits = await sql`
    select 1 from pool_claim where customer_id = ${customerId} and user_id = ${viewer.id} and state = 'asked'`.execute(
    tx,
  );
  // The same wish twice.
  if (waits.rows.length > 0) return { outcome: 'asked', userId: null };
  await assertMayTake(tx, rules, viewer.id, customer);
  const asks = rules.claimsNeedApproval && !isLeader(viewer);
  if (!asks) await giveFromPool(tx, customerId, { to: viewer.id, actorId: viewer.id, reason: 'claimed' });
  const { id } = await tx
    .insertInto('pool_claim')
    .values({
      customer_id: customerId,
      user_id: viewer.id,
      note,
      state: asks ? 'asked' : 'granted',
      ...(asks ? {} : { decided_at: new Date(), decided_by: viewer.id }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (!asks) return { outcome: 'done', userId: viewer.id };
  const managers = await listManagersOf(tx, viewer.id);
  await raiseNotice(tx, {
    userIds: managers.length > 0 ? managers : await listOwners(tx),
    kind: 'claim-asked',
    key: String(id),
    subject: { kind: 'pool-claim', id },
    detail: { customerName: customer.name, actorName: await nameOf(tx, viewer.id) },
  });
  return { outcome: 'asked', userId: null };
}

/** @throws TradepostError 'not-found'; 'conflict' where it is answered, or the customer is gone. */
export async function decideClaim(
  deps: CustomerDeps,
  viewer: Viewer,
  claimId: number,
  { grant, reason }: { grant: boolean; reason: string | null },
): Promise<void> {
  const customerId = await deps.db.transaction().execute(async (tx) => {
    const claim = await tx.selectFrom('pool_claim').selectAll().where('id', '=', claimId).executeTakeFirst();
    if (claim === undefined || !leads(viewer, claim.user_id)) throw notFound('The claim');
    const customer = await lockPooled(tx, claim.customer_id);
    if (grant && customer === null) throw notInPool();
    if (grant && (await isGone(tx, claim.user_id)))
      throw new TradepostError('conflict', 'Who asked has left, or only reads by now.');
    const decided = await tx
      .updateTable('pool_claim')
      .set({
        state: grant ? 'granted' : 'refused',
        reason,
        decided_at: sql<Date>`now()`,
        decided_by: viewer.id,
      })
      .where('id', '=', claimId)
      .where('state', '=', 'asked')
      .executeTakeFirst();
    if (decided.numUpdatedRows === 0n)
      throw new TradepostError('conflict', 'This claim has been answered already.');
    if (grant)
      await giveFromPool(tx, claim.customer_id, { to: claim.user_id, actorId: viewer.id, reason: 'claimed' });
    await raiseNotice(tx, {
      userIds: [claim.user_id],
      kind: 'claim-decided',
      key: String(claimId),
      customerId: grant ? claim.customer_id : null,
      subject: { kind: 'pool-claim', id: claimId },
      detail: {
        customerName: customer?.name ?? '',
        actorName: await nameOf(tx, viewer.id),
        granted: grant,
        reason,
      },
    });
    await appendAudit(tx, {
      actorId: viewer.id,
      action: grant ? 'pool.claim-granted' : 'pool.claim-refused',
      subjectKind: 'customer',
      subjectId: claim.customer_id,
      detail: { userId: claim.user_id, reason },
    });
    return claim.customer_id;
  });
  await deps.notifier.publish({ type: 'timeline', customerId });
}

/** @throws TradepostError 'not-found' for another's, or one that is answered. */
export async function withdrawClaim(deps: CustomerDeps, viewer: Viewer, claimId: number): Promise<void> {
  const done = await deps.db
    .updateTable('pool_claim')
    .set({ state: 'withdrawn', decided_at: sql<Date>`now()`, decided_by: viewer.id })
    .where('id', '=', claimId)
    .where('user_id', '=', viewer.id)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw notFound('The claim');
}

async function nameOf(tx: Transaction<DB>, userId: number): Promise<string> {
  const row = await tx.selectFrom('app_user').select('name').where('id', '=', userId).executeTakeFirst();
  return row?.name ?? '';
}
