/**
 * Telling others of what is late: the assignee again, who leads him, the company's owner, each at a moment that was
 * worked out before. One sweep for all kinds. The level, the notice and the task's story stand or fall together, so each
 * is told once, whatever the number of schedulers; the mail is made of the notice (reminder/instant.ts).
 */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import { claimLate, type LateTask } from '@tradepost/db/queries/late-tasks';
import type { Kysely, Transaction } from 'kysely';
import { raiseNotice } from '../notices/raise-notice.ts';
import { noteTaskEvents } from './task-event.ts';

/** Tasks in one transaction. */
const BATCH = 500;
/** Transactions in one sweep; the next one goes on. */
const MOST_BATCHES = 20;

/** @returns how many steps up were told. */
export async function escalateTasks(db: Kysely<DB>, now: Date): Promise<number> {
  let all = 0;
  for (const customers of [true, false])
    for (let n = 0; n < MOST_BATCHES; n++) {
      const told = await db.transaction().execute((tx) => escalateSome(tx, customers, now));
      all += told;
      if (told < BATCH) break;
    }
  return all;
}

async function escalateSome(tx: Transaction<DB>, customers: boolean, now: Date): Promise<number> {
  const late = await claimLate(tx, { customers, now, limit: BATCH });
  const leaders = new Map<number, readonly number[]>();
  for (const task of late) {
    const userIds = await concerned(tx, task, leaders);
    await raiseNotice(tx, {
      userIds,
      kind: 'task-escalated',
      // Put off and late again, it is another time.
      key: `${task.id}:${task.level}:${task.told_at.getTime()}`,
      customerId: task.customer_id,
      subject: { kind: 'task', id: task.id },
      detail: {
        taskId: task.id,
        taskKind: task.kind,
        kind: task.kind,
        userId: task.assignee_id,
        userName: task.assignee_name,
        level: task.level,
        dueOn: task.due_on,
        title: task.title,
        subject: task.title,
      },
    });
    await noteTaskEvents(tx, [
      { taskId: task.id, event: 'escalated', actorId: null, detail: { level: task.level, userIds } },
    ]);
  }
  return late.length;
}

/** Nobody is told of the lateness of whom he works for: of an owner's tasks the owner alone is told. */
async function concerned(
  tx: Transaction<DB>,
  { level, assignee_id: id, assignee_role: role }: LateTask,
  known: Map<number, readonly number[]>,
): Promise<readonly number[]> {
  if (level === 1 || role === 'owner') return [id];
  if (level === 3) return listOwners(tx);
  const leaders = known.get(id) ?? (await listManagersOf(tx, id));
  known.set(id, leaders);
  return leaders.length > 0 ? leaders : listOwners(tx);
}
