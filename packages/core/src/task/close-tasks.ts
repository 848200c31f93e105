/** How every task ends: once, with what ended it. */
import type { DB, TaskKind, TaskOutcome } from '@tradepost/db';
import { closeOpenTasks } from '@tradepost/db/queries/tasks';
import type { Transaction } from 'kysely';
import { noteTaskEvents } from './task-event.ts';

export interface Ending {
  readonly outcome: TaskOutcome;
  /** Null: a mail, or a rule. */
  readonly by: number | null;
  readonly note?: string | null;
  readonly messageId?: number | null;
  readonly activityId?: number | null;
  /** When it was done, where that was earlier than now; never before it was raised. */
  readonly at?: Date;
  /** Of an answer: in working time of the company. */
  readonly workingSeconds?: number | null;
}

/** Those that are closed already stay as they are. @returns the ids of those that were open. */
export async function closeTasks(
  tx: Transaction<DB>,
  ids: readonly number[],
  ending: Ending,
): Promise<number[]> {
  const { outcome, by, note = null } = ending;
  const closed = await closeOpenTasks(tx, ids, {
    outcome,
    by,
    note,
    messageId: ending.messageId ?? null,
    activityId: ending.activityId ?? null,
    at: ending.at ?? null,
    workingSeconds: ending.workingSeconds ?? null,
  });
  await noteTaskEvents(
    tx,
    closed.map((taskId) => ({
      taskId,
      event: 'closed' as const,
      actorId: by,
      detail: { outcome, ...(note === null ? {} : { note }) },
    })),
  );
  return closed;
}

/** Those of one customer. @returns the ids of those that were open. */
export async function closeTasksOfKind(
  tx: Transaction<DB>,
  customerId: number,
  kind: TaskKind,
  ending: Ending,
): Promise<number[]> {
  const rows = await tx
    .selectFrom('task')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .execute();
  return rows.length === 0
    ? []
    : closeTasks(
        tx,
        rows.map(({ id }) => id),
        ending,
      );
}
