/** Tasks as resources of the contract. */
import type { Task, TaskWithHistory } from '@tradepost/contract';
import { localZonesOf } from '@tradepost/core/calendar/customer-zone';
import { notFound } from '@tradepost/core/errors';
import { findTask, listTaskEvents, type TaskRow } from '@tradepost/db/queries/tasks';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../handlers.ts';
import { iso } from './describe.ts';

/** Without the words of a mail that the asker may not read (I9): it was marked private since, or is closed to him. */
function toldOf({ message_id: messageId, seen_message_id: seen, detail }: TaskRow): Task['detail'] {
  if (messageId === null || seen !== null) return detail;
  const { text: _, ...rest } = detail;
  return rest;
}

export const describeTask = (row: TaskRow): Task => ({
  id: row.id,
  kind: row.kind,
  customer:
    row.customer_id === null
      ? null
      : {
          id: row.customer_id,
          name: row.customer_name ?? '',
          country: row.country,
          timeZone: row.time_zone,
          localZones: localZonesOf(row),
          grade: row.grade,
          stage: row.stage ?? 'target',
          keyAccount: row.key_account === true,
        },
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  title: row.title,
  note: row.note,
  detail: toldOf(row),
  subjectKey: row.subject_key,
  messageId: row.seen_message_id,
  messageSubject: row.message_subject,
  contactId: row.contact_id,
  contactName: row.contact_name,
  dueOn: row.due_on,
  dueAt: iso(row.due_at),
  firstDueOn: row.first_due_on,
  timesMoved: row.times_moved,
  state: row.state,
  escalationLevel: row.escalation_level,
  createdAt: row.created_at.toISOString(),
  createdById: row.created_by,
  createdByName: row.created_by_name,
  closedAt: iso(row.closed_at),
  closedByName: row.closed_by_name,
  outcome: row.outcome,
  closeNote: row.close_note,
  mayAct: row.may_act,
});

/** @throws TradepostError 'not-found'. */
export async function readTask(deps: ApiDeps, caller: Caller, id: number): Promise<Task> {
  const row = await findTask(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The task');
  return describeTask(row);
}

/** @throws TradepostError 'not-found'. */
export async function readTaskWithHistory(
  deps: ApiDeps,
  caller: Caller,
  id: number,
): Promise<TaskWithHistory> {
  const task = await readTask(deps, caller, id);
  const events = await listTaskEvents(deps.db, id);
  return {
    ...task,
    history: events.map((row) => ({
      at: row.at.toISOString(),
      event: row.event,
      actorName: row.actor_name,
      detail: row.detail,
    })),
  };
}
