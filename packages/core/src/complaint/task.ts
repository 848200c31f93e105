/** The task of whose turn it is with a complaint: one while it is open, by whom and by when its state says. */
import type { ComplaintState } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findSubjectTask, moveSubjectTask, type TaskSubject } from '@tradepost/db/queries/subject-tasks';
import type { Transaction } from 'kysely';
import { closeTasks } from '../task/close-tasks.ts';
import { lateMoments, type LateRules, loadLateRules } from '../task/escalations.ts';
import { type Escalations, raiseTasks } from '../task/raise-task.ts';
import { noteTaskEvents } from '../task/task-event.ts';
import { type Turn, whoseTurn } from './who-acts.ts';

export interface ComplaintOfTask extends Turn {
  readonly id: number;
  readonly customer_id: number;
  readonly message_id: number | null;
  readonly contact_id: number | null;
  readonly what: string;
  readonly severity: number;
  readonly action_due_on: string;
  readonly close_due_on: string;
}

/** Characters of what it is about, in a line of a list. */
const MOST_ABOUT = 160;

/** The day by which what comes next is to be done. */
export const dueOn = (
  state: ComplaintState,
  days: { readonly action_due_on: string; readonly close_due_on: string },
) => (state === 'opened' || state === 'assigned' ? days.action_due_on : days.close_due_on);

/** Working days after which who leads, and then the company's owner, is told of a step that is late, by severity. */
const LATE: Readonly<Record<number, readonly [leader: number, owner: number]>> = {
  1: [2, 10],
  2: [1, 5],
  3: [1, 2],
};

function complaintMoments(rules: LateRules, on: string, severity: number): Escalations {
  const [leader, owner] = LATE[severity] ?? [1, 5];
  const days = (none: number) => ({ A: null, B: null, C: null, D: null, none });
  return lateMoments({ ...rules, late: { leader: days(leader), owner: days(owner) } }, on, null);
}

/** @param actorId who changes it; null: a rule. */
export async function setComplaintTask(
  tx: Transaction<DB>,
  complaint: ComplaintOfTask,
  actorId: number | null,
): Promise<void> {
  const subject: TaskSubject = {
    kind: 'complaint',
    customerId: complaint.customer_id,
    subjectKey: String(complaint.id),
  };
  const assigneeId = await whoseTurn(tx, complaint);
  if (assigneeId === null) {
    const open = await findSubjectTask(tx, subject);
    const outcome = complaint.state === 'withdrawn' ? 'withdrawn' : 'done';
    if (open !== undefined) await closeTasks(tx, [open.id], { outcome, by: actorId });
    return;
  }
  const on = dueOn(complaint.state, complaint);
  const task = {
    assigneeId,
    dueOn: on,
    title: complaint.what.replace(/\s+/g, ' ').slice(0, MOST_ABOUT).toWellFormed(),
    detail: { complaintId: complaint.id, severity: complaint.severity, state: complaint.state },
    escalatesAt: complaintMoments(await loadLateRules(tx, new Date()), on, complaint.severity),
  };
  const before = await findSubjectTask(tx, subject);
  if (before !== undefined) {
    await moveSubjectTask(tx, before.id, task);
    if (before.assignee_id !== assigneeId)
      await noteTaskEvents(tx, [
        {
          taskId: before.id,
          event: 'assigned',
          actorId,
          detail: { fromId: before.assignee_id, toId: assigneeId },
        },
      ]);
    if (before.due_on !== on)
      await noteTaskEvents(tx, [
        { taskId: before.id, event: 'moved', actorId, detail: { from: before.due_on, to: on } },
      ]);
    return;
  }
  await raiseTasks(tx, [
    {
      ...subject,
      ...task,
      messageId: complaint.message_id,
      contactId: complaint.contact_id,
      createdBy: actorId,
    },
  ]);
}
