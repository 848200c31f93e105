/** The task of whose turn it is with a complaint: one while it is open, by whom and by when its state says. */
import type { ComplaintState } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { closeSubjectTask, moveSubjectTask, type TaskSubject } from '@tradepost/db/queries/subject-tasks';
import type { Transaction } from 'kysely';
import { raiseTasks } from '../task/raise-task.ts';
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

/** @param actorId who closes it; null: a rule. */
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
    await closeSubjectTask(tx, subject, complaint.state === 'withdrawn' ? 'withdrawn' : 'done', actorId);
    return;
  }
  const task = {
    assigneeId,
    dueOn: dueOn(complaint.state, complaint),
    detail: {
      complaintId: complaint.id,
      about: complaint.what.replace(/\s+/g, ' ').slice(0, MOST_ABOUT).toWellFormed(),
      severity: complaint.severity,
      state: complaint.state,
    },
  };
  if (await moveSubjectTask(tx, subject, task)) return;
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
