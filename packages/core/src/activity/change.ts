/** Changing an activity, closing a plan, and taking one back. Nothing is deleted; what changed is in the audit log. */
import type { ActivityPatch, DoneActivity } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type LockedActivity, lockActivity } from '@tradepost/db/queries/activities';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { checkAssignee, checkDoneAt, checkPlannedAt } from './check.ts';
import { contentOf } from './content.ts';
import { afterContact } from './after-contact.ts';
import { keepProblem } from './add.ts';
import { enterOnTimeline } from './enter.ts';

/** @throws TradepostError 'not-found', 'forbidden', 'invalid-request', 'conflict'. */
export async function updateActivity(
  deps: CustomerDeps,
  actor: Actor,
  id: number,
  patch: ActivityPatch,
): Promise<void> {
  await change(deps, actor, id, async (tx, before) => {
    if (before.state === 'cancelled')
      throw new TradepostError('conflict', 'This was cancelled. Enter it anew instead of changing it.');
    const plannedAt = patch.plannedAt === undefined ? before.planned_at : checkPlannedAt(patch.plannedAt);
    const doneAt =
      patch.doneAt === undefined || before.done_at === null ? before.done_at : checkDoneAt(patch.doneAt);
    if (patch.assigneeId !== undefined && patch.assigneeId !== before.assignee_id)
      await checkAssignee(tx, before.customer_id, patch.assigneeId);
    const after = {
      ...(await contentOf(tx, before, patch)),
      planned_at: plannedAt,
      done_at: doneAt,
      assignee_id: patch.assigneeId ?? before.assignee_id,
    };
    await tx
      .updateTable('activity')
      .set({ ...after, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
    if (patch.marketProblem !== undefined) {
      if (before.market_problem === null)
        throw new TradepostError('invalid-request', 'This activity is no note of a market problem.');
      await keepProblem(tx, id, patch.marketProblem, before.market_problem.country, doneAt as Date);
    }
    if (doneAt !== null) {
      await enterOnTimeline(tx, { ...before, ...after }, doneAt, before.created_by);
      if (after.next_date !== before.next_date)
        await afterContact(tx, contacted(before, after.next_date, actor));
    }
    return { action: 'activity.changed', detail: changedFields(before, after) };
  });
}

/** Closes the plan. @throws TradepostError as `updateActivity`; 'conflict' where it is no plan. */
export async function completeActivity(
  deps: CustomerDeps,
  actor: Actor,
  id: number,
  input: DoneActivity,
): Promise<void> {
  await change(deps, actor, id, async (tx, before) => {
    if (before.state !== 'planned')
      throw new TradepostError('conflict', 'This is no plan any more. Load it again to see how it ended.');
    const doneAt = checkDoneAt(input.doneAt);
    const after = await contentOf(tx, before, input);
    await tx
      .updateTable('activity')
      .set({ ...after, state: 'done', done_at: doneAt, updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
    const author = actor.viewer?.id ?? before.created_by;
    await enterOnTimeline(tx, { ...before, ...after }, doneAt, author);
    await afterContact(tx, contacted(before, after.next_date, actor));
    return null;
  });
}

/** @throws TradepostError as `updateActivity`. What is cancelled already stays so. */
export async function cancelActivity(
  deps: CustomerDeps,
  actor: Actor,
  id: number,
  reason: string | null,
): Promise<void> {
  await change(deps, actor, id, async (tx, before) => {
    if (before.state === 'cancelled') return null;
    await tx
      .updateTable('activity')
      .set({
        state: 'cancelled',
        done_at: null,
        result: reason ?? before.result,
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute();
    await enterOnTimeline(tx, before, before.done_at ?? new Date(), before.created_by);
    if (before.state === 'done') await afterContact(tx, contacted(before, null, actor));
    return {
      action: 'activity.cancelled',
      detail: { was: before.state, doneAt: before.done_at, result: before.result, reason },
    };
  });
}

const contacted = (row: LockedActivity, nextDate: string | null, { viewer }: Actor) => ({
  customerId: row.customer_id,
  kind: row.kind,
  nextDate,
  mayChange: row.may_change,
  by: viewer?.id ?? null,
});

interface Done {
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** Locks the activity for who may change it, and records what `work` did. */
export async function change(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  work: (tx: Transaction<DB>, before: LockedActivity) => Promise<Done | null>,
): Promise<void> {
  const customerId = await deps.db.transaction().execute(async (tx) => {
    const before = await lockActivity(tx, scope, id);
    if (before === undefined) throw notFound('The activity');
    const own = viewer !== null && (before.created_by === viewer.id || before.assignee_id === viewer.id);
    if (!own && !before.may_change)
      throw new TradepostError(
        'forbidden',
        'This is a colleague’s activity. Its author, or who may change the customer, can change it.',
      );
    const done = await work(tx, before);
    if (done?.detail)
      await appendAudit(tx, {
        actorId: viewer?.id ?? null,
        action: done.action,
        subjectKind: 'activity',
        subjectId: id,
        detail: { customerId: before.customer_id, ...done.detail },
      });
    return before.customer_id;
  });
  await deps.notifier.publish({ type: 'timeline', customerId });
}

/** What was there before, of what is another now; null where all is as it was. */
function changedFields<A extends object>(before: LockedActivity, after: A): { before: object } | null {
  const changed = Object.entries(after).flatMap(([name, value]) => {
    const old = before[name as keyof LockedActivity];
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [[name, old] as const];
  });
  return changed.length === 0 ? null : { before: Object.fromEntries(changed) };
}
