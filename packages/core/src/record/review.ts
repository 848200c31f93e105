/** "Review by manager": where the company demands it, a customer of grade A waits until a manager has looked at it. */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { closeTasksOfKind } from '../task/close-tasks.ts';
import { isLeader, leads, type Viewer } from '../users/viewer.ts';
import { demandsReview } from './settings.ts';

/** Looks after the salesperson whose customer it is; his own and nobody's customers are his too. */
const isManagerOf = (viewer: Viewer | null, ownerId: number | null): viewer is Viewer =>
  viewer !== null && isLeader(viewer) && (viewer.id === ownerId || leads(viewer, ownerId));

/** What a customer is like for the review. */
export interface Reviewed {
  readonly grade: string | null;
  readonly grade_at: Date | null;
  readonly reviewed_at: Date | null;
}

/** @param demanded see `demandsReview`. */
export const awaitsReview = ({ grade, grade_at, reviewed_at }: Reviewed, demanded: boolean): boolean =>
  demanded && grade === 'A' && (reviewed_at === null || (grade_at !== null && reviewed_at < grade_at));

/**
 * After the grade became A: a manager's own word is the review; else the managers are told, once for each time it
 * becomes A.
 */
export async function askForReview(
  tx: Transaction<DB>,
  viewer: Viewer | null,
  customer: { readonly id: number; readonly name: string; readonly ownerId: number | null },
): Promise<void> {
  if (!(await demandsReview(tx))) return;
  const { id, ownerId } = customer;
  if (isManagerOf(viewer, ownerId)) {
    await stampReview(tx, id, viewer.id);
    return;
  }
  const managers = ownerId === null ? [] : await listManagersOf(tx, ownerId);
  const { grade_at } = await tx
    .selectFrom('customer')
    .select('grade_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await raiseNotice(tx, {
    userIds: managers.length > 0 ? managers : await listOwners(tx),
    kind: 'review-due',
    key: `${id}:${grade_at?.toISOString() ?? ''}`,
    customerId: id,
    detail: { name: customer.name },
  });
}

const stampReview = (tx: Transaction<DB>, id: number, userId: number) =>
  tx
    .updateTable('customer')
    .set({ reviewed_at: sql<Date>`clock_timestamp()`, reviewed_by: userId })
    .where('id', '=', id)
    .execute();

/** @throws TradepostError 'not-found'; 'forbidden' for who is not the salesperson's manager. */
export async function reviewCustomer(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const { owner_id, grade } = await lockForChange(tx, scope, id);
    if (!isManagerOf(viewer, owner_id))
      throw new TradepostError('forbidden', 'Only a manager of its salesperson reviews a customer.');
    await stampReview(tx, id, viewer.id);
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'customer.reviewed',
      subjectKind: 'customer',
      subjectId: id,
      detail: { grade },
    });
  });
}

/** @throws TradepostError 'not-found', 'forbidden'. */
export async function verifyCustomer(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    await lockForChange(tx, scope, id);
    const by = viewer?.id ?? null;
    await stampVerified(tx, id, by);
    await closeTasksOfKind(tx, id, 'verify-profile', { outcome: 'done', by });
  });
}

/** The caller holds the customer's row. */
export const stampVerified = (tx: Transaction<DB>, id: number, by: number | null) =>
  tx
    .updateTable('customer')
    .set({ verified_at: sql<Date>`now()`, verified_by: by })
    .where('id', '=', id)
    .execute();
