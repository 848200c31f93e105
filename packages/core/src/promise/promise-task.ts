/**
 * The task of a promise that has a day: its author is to keep it. Mark and task go together, whichever is closed or moved
 * first: the promise is done with its task, and the task with the promise.
 */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { closeTasks } from '../task/close-tasks.ts';
import { lateMoments, loadLateRules } from '../task/escalations.ts';
import { moveTask } from '../task/move-task.ts';
import { raiseTasks } from '../task/raise-task.ts';

/** Characters of the promise in a line of a list. */
const MOST_WORDS = 200;

/** Nothing where it has no day, or is closed. */
export async function raisePromiseTask(
  tx: Transaction<DB>,
  markId: number,
  byId: number | null,
): Promise<void> {
  const { rows } = await sql<{
    customer_id: number;
    message_id: number;
    text: string;
    sort: string | null;
    due_on: string;
    assignee_id: number | null;
    grade: 'A' | 'B' | 'C' | 'D' | null;
    by_customer: boolean;
  }>`
    select k.customer_id, k.message_id, k.text, k.sort, k.due_on::text as due_on, c.grade, k.author_id is null as by_customer,
      -- Who wrote it; who has the customer where that one is gone, or the customer itself promised; else who marked it.
      (select u.id from unnest(array[k.author_id, c.owner_id, k.marked_by]) with ordinality as who(id, place)
        join app_user u on u.id = who.id and u.disabled_at is null and u.role <> 'reader'
        order by who.place limit 1) as assignee_id
    from mail_mark k join customer c on c.id = k.customer_id
    where k.id = ${markId} and k.kind = 'promise' and k.state = 'open' and k.due_on is not null`.execute(tx);
  const mark = rows[0];
  if (mark === undefined || mark.assignee_id === null) return;
  const rules = await loadLateRules(tx, new Date());
  await raiseTasks(tx, [
    {
      kind: 'promise',
      customerId: mark.customer_id,
      assigneeId: mark.assignee_id,
      subjectKey: String(markId),
      markId,
      messageId: mark.message_id,
      dueOn: mark.due_on,
      detail: {
        text: mark.text.replace(/\s+/g, ' ').slice(0, MOST_WORDS).toWellFormed(),
        sort: mark.sort,
        byCustomer: mark.by_customer,
      },
      escalatesAt: lateMoments(rules, mark.due_on, mark.grade),
      createdBy: byId,
    },
  ]);
}

async function openTaskOf(tx: Transaction<DB>, markId: number) {
  return tx
    .selectFrom('task')
    .select(['id', 'customer_id', 'due_on', 'next_escalation_at', 'escalation_level'])
    .where('mark_id', '=', markId)
    .where('kind', '=', 'promise')
    .where('state', '=', 'open')
    .executeTakeFirst();
}

export async function endPromiseTask(
  tx: Transaction<DB>,
  markId: number,
  outcome: 'kept' | 'withdrawn',
  byId: number | null,
): Promise<void> {
  const task = await openTaskOf(tx, markId);
  if (task !== undefined) await closeTasks(tx, [task.id], { outcome, by: byId });
}

/** @param dueOn null: the promise has no day any more, and nobody is to be reminded. */
export async function movePromiseTask(
  tx: Transaction<DB>,
  markId: number,
  dueOn: string | null,
  byId: number | null,
): Promise<void> {
  const task = await openTaskOf(tx, markId);
  if (task === undefined) return raisePromiseTask(tx, markId, byId);
  if (dueOn === null) await closeTasks(tx, [task.id], { outcome: 'over', by: byId });
  else await moveTask(tx, task, dueOn, new Date());
}
