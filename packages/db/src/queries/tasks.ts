/** What people have to do. */
import { sql, type Transaction } from 'kysely';
import type { DB, TaskKind } from '../schema.ts';

export interface TaskRowInput {
  readonly kind: TaskKind;
  readonly customer_id: number | null;
  readonly assignee_id: number;
  readonly subject_key: string;
  readonly message_id: number | null;
  readonly contact_id: number | null;
  readonly mark_id: number | null;
  readonly title: string | null;
  readonly note: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly due_on: string;
  readonly due_at: string | null;
  readonly escalates_at: readonly (string | null)[];
  readonly created_by: number | null;
}

/** In the order of customers, so that two who raise the same wait for each other in a line. @returns the new ones' ids. */
export async function insertTasks(tx: Transaction<DB>, rows: readonly TaskRowInput[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const { rows: made } = await sql<{ id: number }>`
    insert into task (kind, customer_id, assignee_id, subject_key, message_id, contact_id, mark_id, title, note, detail,
      due_on, due_at, first_due_on, escalates_at, created_by)
    select r.kind, r.customer_id, r.assignee_id, r.subject_key, r.message_id, r.contact_id, r.mark_id, r.title, r.note,
      coalesce(r.detail, '{}'), r.due_on, r.due_at, r.due_on, r.escalates_at, r.created_by
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, customer_id bigint, assignee_id bigint,
      subject_key text, message_id bigint, contact_id bigint, mark_id bigint, title text, note text, detail jsonb,
      due_on date, due_at timestamptz, escalates_at timestamptz[], created_by bigint)
    order by r.customer_id, r.kind, r.subject_key
    on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do nothing
    returning id`.execute(tx);
  return made.map(({ id }) => id);
}
