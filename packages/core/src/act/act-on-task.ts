/** What the link or the reply of a mail does: in the name of whom the mail was sent to, with that person's rights now. */
import type { DB } from '@tradepost/db';
import { findTask, type TaskRow } from '@tradepost/db/queries/tasks';
import { findUserById, type UserRow } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { TradepostError } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import { doneTask, putOffTask } from '../task/change-task.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import type { TaskName } from './answer-words.ts';
import type { LinkTarget } from './link-token.ts';

export type MailAction =
  | { readonly does: 'done'; readonly note: string | null }
  /** To the next working day, to the next week's first, or to the day itself. */
  | { readonly does: 'put-off'; readonly until: string };

export type MailActionResult =
  | { readonly what: 'done' | 'settled'; readonly task: TaskName }
  | { readonly what: 'put-off'; readonly task: TaskName; readonly on: string }
  /** Somebody else's by now, of which no more is told; or it is a mail that waits, which is answered and not put off. */
  | { readonly what: 'not-yours' | 'not-possible' };

export interface Person {
  readonly user: UserRow;
  readonly actor: Actor;
}

/** @returns undefined for who is gone. */
export async function loadPerson(db: Kysely<DB>, userId: number): Promise<Person | undefined> {
  const user = await findUserById(db, userId);
  if (user === undefined || user.disabled_at !== null) return undefined;
  const viewer = await loadViewer(db, user);
  return { user, actor: { viewer, scope: scopeOf(viewer) } };
}

const nameOf = (task: TaskRow): TaskName => ({
  kind: task.kind,
  title: task.title,
  customerName: task.customer_name,
});

/**
 * Carried out twice it is done once: a task that is closed says so.
 * @throws TradepostError 'invalid-request' for a day that is over.
 */
export async function actOnTask(
  deps: CustomerDeps,
  { taskId, userId }: LinkTarget,
  action: MailAction,
  now: Date,
): Promise<MailActionResult> {
  const person = await loadPerson(deps.db, userId);
  const task = person === undefined ? undefined : await findTask(deps.db, person.actor.scope, taskId);
  if (person === undefined || task === undefined || !task.may_act) return { what: 'not-yours' };
  const named = nameOf(task);
  if (task.state === 'closed') return { what: 'settled', task: named };
  try {
    const { customerId, on } = await withRetry(() =>
      deps.db
        .transaction()
        .execute(async (tx) =>
          action.does === 'done'
            ? { ...(await doneTask(tx, person.actor, taskId, { note: action.note })), on: null }
            : await putOffTask(tx, person.actor, taskId, action.until, now),
        ),
    );
    if (customerId !== null) await deps.notifier.publish({ type: 'timeline', customerId });
    return on === null ? { what: 'done', task: named } : { what: 'put-off', task: named, on };
  } catch (error) {
    // Between the look and the change: somebody was quicker.
    if (error instanceof TradepostError && error.code === 'not-found') return { what: 'not-yours' };
    if (error instanceof TradepostError && error.code === 'conflict')
      return Object.hasOwn(Object(error.details), 'outcome')
        ? { what: 'settled', task: named }
        : { what: 'not-possible' };
    throw error;
  }
}
