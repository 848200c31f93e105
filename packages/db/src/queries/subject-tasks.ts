/** The one open task about a thing, such as a complaint: it moves with the thing. */
import { sql, type Transaction } from 'kysely';
import type { DB, TaskKind } from '../schema.ts';

export interface TaskSubject {
  readonly kind: TaskKind;
  readonly customerId: number;
  readonly subjectKey: string;
}

export async function findSubjectTask(
  tx: Transaction<DB>,
  { kind, customerId, subjectKey }: TaskSubject,
): Promise<{ id: number; assignee_id: number; due_on: string } | undefined> {
  return tx
    .selectFrom('task')
    .select(['id', 'assignee_id'])
    .select(sql<string>`due_on::text`.as('due_on'))
    .where('state', '=', 'open')
    .where('kind', '=', kind)
    .where('customer_id', '=', customerId)
    .where('subject_key', '=', subjectKey)
    .forUpdate()
    .executeTakeFirst();
}

export interface SubjectTask {
  readonly assigneeId: number;
  readonly dueOn: string;
  readonly title: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly escalatesAt: readonly (Date | null)[];
}

/** To whose turn it is now, by when; those that it was told to are told of the next step's lateness anew. */
export async function moveSubjectTask(tx: Transaction<DB>, id: number, to: SubjectTask): Promise<void> {
  await sql`
    update task set assignee_id = ${to.assigneeId}, title = ${to.title}, detail = ${JSON.stringify(to.detail)}::jsonb,
      given_at = case when assignee_id = ${to.assigneeId} then given_at else now() end,
      escalation_level = case when due_on = ${to.dueOn}::date and assignee_id = ${to.assigneeId} then escalation_level else 0 end,
      escalates_at = case when due_on = ${to.dueOn}::date and assignee_id = ${to.assigneeId} then escalates_at
        else ${to.escalatesAt.map((at) => at?.toISOString() ?? null)}::timestamptz[] end,
      due_on = ${to.dueOn}
    where id = ${id}`.execute(tx);
}
