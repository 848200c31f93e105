/**
 * What a customer's change means for what is to be done with it, in the transaction that changes it:
 *
 *   contacted  a mail that a person of ours sent, or a recorded contact, that is newer than what was known when the
 *              task was raised: the open follow-up and the first contact of a new customer are closed by it
 *   moved      another day (set by a person, or another grade): the same task waits for that day
 *   reassigned another salesperson: what was given to others before goes over to him
 *   over       nobody looks after the customer any more: there is nothing to follow up
 *
 * An old mail that comes into the archive late closes nothing unless it is newer than the contact that the task came
 * from; where it is long ago all the same, the sweep raises the next one.
 */
import type { DB, TaskKind } from '@tradepost/db';
import {
  findClosingContacts,
  listTasksToSettle,
  moveTasks,
  reassignTasks,
  type TaskToSettle,
} from '@tradepost/db/queries/settle-tasks';
import type { Transaction } from 'kysely';
import { dayIn } from '../calendar/days.ts';
import { closeTasks } from '../task/close-tasks.ts';
import { lateMoments, loadLateRules } from '../task/escalations.ts';
import { noteTaskEvents } from '../task/task-event.ts';

/** Of a customer whom nobody follows these are still to be done; mail that waits is settled by its own look. */
const OUTLAST: ReadonlySet<TaskKind> = new Set(['todo', 'complaint', 'answer']);

export interface Settled {
  readonly id: number;
  readonly followed: boolean;
  readonly ownerId: number | null;
  /** As it is now; null where nobody follows. */
  readonly nextOn: string | null;
  readonly lastContact: Date | null;
}

/** @param timeZone the company's. */
export async function settleTasks(
  tx: Transaction<DB>,
  customers: readonly Settled[],
  timeZone: string,
  now: Date,
): Promise<void> {
  const open = await listTasksToSettle(
    tx,
    customers.map(({ id }) => id),
  );
  if (open.length === 0) return;
  const today = dayIn(timeZone, now);
  const of = new Map(customers.map((customer) => [customer.id, customer]));
  const over: TaskToSettle[] = [];
  const contacted: { task: TaskToSettle; at: Date }[] = [];
  const moved: { task: TaskToSettle; on: string }[] = [];
  const given: { task: TaskToSettle; to: number }[] = [];
  for (const task of open) {
    const customer = of.get(task.customer_id);
    if (customer === undefined) continue;
    const { followed, ownerId, nextOn, lastContact } = customer;
    if (!followed) {
      if (!OUTLAST.has(task.kind)) over.push(task);
      continue;
    }
    if (isContacted(task, customer, today, timeZone) && lastContact !== null) {
      contacted.push({ task, at: lastContact });
      continue;
    }
    if (task.to_new_owner && ownerId !== null) given.push({ task, to: ownerId });
    if (task.kind === 'follow-up' && nextOn !== null && nextOn !== task.due_on)
      moved.push({ task, on: nextOn });
  }
  await closeTasks(
    tx,
    over.map(({ id }) => id),
    { outcome: 'over', by: null },
  );
  await closeContacted(tx, contacted);
  await reassign(tx, given);
  await move(tx, moved, now);
}

function isContacted(
  task: TaskToSettle,
  { nextOn, lastContact }: Settled,
  today: string,
  timeZone: string,
): boolean {
  if (task.kind !== 'follow-up' && task.kind !== 'new-customer') return false;
  if (lastContact === null || (task.contact_before !== null && lastContact <= task.contact_before))
    return false;
  return (
    task.kind === 'new-customer' ||
    nextOn === null ||
    nextOn > today ||
    dayIn(timeZone, lastContact) >= task.due_on
  );
}

async function closeContacted(
  tx: Transaction<DB>,
  contacted: readonly { readonly task: TaskToSettle; readonly at: Date }[],
): Promise<void> {
  if (contacted.length === 0) return;
  const by = new Map(
    (
      await findClosingContacts(
        tx,
        contacted.map(({ task }) => task.customer_id),
      )
    ).map((row) => [row.customer_id, row]),
  );
  for (const { task, at } of contacted) {
    const what = by.get(task.customer_id);
    await closeTasks(tx, [task.id], {
      outcome: 'contacted',
      by: what?.actor_id ?? null,
      messageId: what?.message_id ?? null,
      activityId: what?.activity_id ?? null,
      at,
    });
  }
}

async function reassign(
  tx: Transaction<DB>,
  given: readonly { readonly task: TaskToSettle; readonly to: number }[],
): Promise<void> {
  if (given.length === 0) return;
  await reassignTasks(
    tx,
    given.map(({ task, to }) => ({ id: task.id, to })),
  );
  await noteTaskEvents(
    tx,
    given.map(({ task, to }) => ({
      taskId: task.id,
      event: 'assigned' as const,
      actorId: null,
      detail: { fromId: task.assignee_id, toId: to },
    })),
  );
}

async function move(
  tx: Transaction<DB>,
  moved: readonly { readonly task: TaskToSettle; readonly on: string }[],
  now: Date,
): Promise<void> {
  if (moved.length === 0) return;
  const rules = await loadLateRules(tx, now);
  await moveTasks(
    tx,
    moved.map(({ task, on }) => ({ id: task.id, on, escalatesAt: lateMoments(rules, on, task.grade) })),
  );
  await noteTaskEvents(
    tx,
    moved.map(({ task, on }) => ({
      taskId: task.id,
      event: 'moved' as const,
      actorId: null,
      detail: { from: task.due_on, to: on },
    })),
  );
}
