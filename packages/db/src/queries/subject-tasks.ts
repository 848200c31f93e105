/** The one open task about a thing: a complaint, a promise. It moves and is closed with the thing. */
import { sql, type Transaction } from 'kysely';
import type { DB, TaskKind, TaskOutcome } from '../schema.ts';

export interface TaskSubject {
  readonly kind: TaskKind;
  readonly customerId: number;
  readonly subjectKey: string;
}

const isIt = ({ kind, customerId, subjectKey }: TaskSubject) =>
  sql`state = 'open' and kind = ${kind} and customer_id = ${customerId} and subject_key = ${subjectKey}`;

/** @returns whether there was one. */
export async function moveSubjectTask(
  tx: Transaction<DB>,
  subject: TaskSubject,
  to: {
    readonly assigneeId: number;
    readonly dueOn: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<boolean> {
  const moved = await sql`
    update task set assignee_id = ${to.assigneeId}, due_on = ${to.dueOn}, detail = ${JSON.stringify(to.detail)}::jsonb
    where ${isIt(subject)}`.execute(tx);
  return (moved.numAffectedRows ?? 0n) > 0n;
}

/** Nothing where there is none. @param byId null: a rule. */
export async function closeSubjectTask(
  tx: Transaction<DB>,
  subject: TaskSubject,
  outcome: TaskOutcome,
  byId: number | null,
): Promise<void> {
  await sql`
    update task set state = 'closed', closed_at = now(), closed_by = ${byId}, outcome = ${outcome}
    where ${isIt(subject)}`.execute(tx);
}
