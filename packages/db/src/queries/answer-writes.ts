/** Recording what waits and what was answered. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { AnswerPair } from './answer-leads.ts';

export interface AnswerWaitInput {
  readonly customer_id: number;
  readonly message_id: number;
  readonly thread_id: number;
  readonly since: string;
  readonly user_id: number | null;
  readonly inquiry: boolean;
  readonly counted: boolean;
  readonly late_at: string | null;
  readonly replied_at: string | null;
  readonly reply_id: number | null;
  readonly replied_by: number | null;
  readonly working_seconds: number | null;
  readonly settled_at: string | null;
}

/**
 * Of these threads exactly these, as far as they were looked through. Whose it was and when it is late stay as they were
 * when it was first seen; while it waits, it is his who has the customer now.
 * @param pairs with the moment from which on the thread was looked through, ISO 8601.
 */
export async function saveWaits(
  tx: Transaction<DB>,
  pairs: readonly (AnswerPair & { readonly since: string | null })[],
  waits: readonly AnswerWaitInput[],
): Promise<void> {
  const rows = JSON.stringify(waits);
  await sql`
    delete from answer_wait w
    using jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(customer_id bigint, thread_id bigint, since timestamptz)
    where w.customer_id = p.customer_id and w.thread_id = p.thread_id and (p.since is null or w.since >= p.since)
      and not exists (select 1 from jsonb_to_recordset(${rows}::jsonb) as r(customer_id bigint, message_id bigint)
        where r.customer_id = w.customer_id and r.message_id = w.message_id)`.execute(tx);
  if (waits.length === 0) return;
  await sql`
    insert into answer_wait as w (customer_id, message_id, thread_id, since, user_id, inquiry, counted, late_at, replied_at,
      reply_id, replied_by, working_seconds, settled_at)
    select r.* from jsonb_to_recordset(${rows}::jsonb) as r(customer_id bigint, message_id bigint, thread_id bigint,
      since timestamptz, user_id bigint, inquiry boolean, counted boolean, late_at timestamptz, replied_at timestamptz,
      reply_id bigint, replied_by bigint, working_seconds int, settled_at timestamptz)
    on conflict (customer_id, message_id) do update set thread_id = excluded.thread_id, since = excluded.since,
      user_id = case when excluded.replied_at is null and excluded.settled_at is null
        then coalesce(excluded.user_id, w.user_id) else coalesce(w.user_id, excluded.user_id) end,
      inquiry = excluded.inquiry, counted = w.counted or excluded.counted,
      late_at = case when w.since = excluded.since then w.late_at else excluded.late_at end,
      replied_at = excluded.replied_at, reply_id = excluded.reply_id, replied_by = excluded.replied_by,
      working_seconds = excluded.working_seconds, settled_at = excluded.settled_at
    where (w.thread_id, w.since, w.user_id, w.inquiry, w.counted, w.replied_at, w.reply_id, w.replied_by, w.working_seconds, w.settled_at)
      is distinct from (excluded.thread_id, excluded.since,
        case when excluded.replied_at is null and excluded.settled_at is null
          then coalesce(excluded.user_id, w.user_id) else coalesce(w.user_id, excluded.user_id) end,
        excluded.inquiry, w.counted or excluded.counted, excluded.replied_at, excluded.reply_id, excluded.replied_by,
        excluded.working_seconds, excluded.settled_at)`.execute(tx);
}

export interface AnswerClosing {
  readonly id: number;
  readonly outcome: 'replied' | 'kept' | 'over';
  /** ISO 8601. */
  readonly closed_at: string;
  readonly closing_message_id: number | null;
  readonly working_seconds: number | null;
}

/** Those that are open still: a person may have been faster. @returns the ids of those it closed. */
export async function closeAnswerTasks(
  tx: Transaction<DB>,
  closings: readonly AnswerClosing[],
): Promise<number[]> {
  if (closings.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with closed as (
      update task t set state = 'closed', outcome = r.outcome, closed_at = r.closed_at, closing_message_id = r.closing_message_id,
        working_seconds = r.working_seconds
      from jsonb_to_recordset(${JSON.stringify(closings)}::jsonb) as r(id bigint, outcome text, closed_at timestamptz,
        closing_message_id bigint, working_seconds int)
      where t.id = r.id and t.state = 'open' returning t.id, t.outcome, t.closing_message_id
    ), noted as (
      insert into task_event (task_id, event, detail)
      select id, 'closed', jsonb_build_object('outcome', outcome, 'messageId', closing_message_id) from closed
    )
    select id from closed`.execute(tx);
  return rows.map(({ id }) => id);
}

export interface AnswerMove {
  readonly id: number;
  readonly message_id: number;
  readonly assignee_id: number;
  readonly due_at: string | null;
  readonly escalates_at: readonly (string | null)[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Another mail is the oldest, the customer is another's, or the terms are others. What is told already stays told. */
export async function moveAnswerTasks(tx: Transaction<DB>, moves: readonly AnswerMove[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    with before as (select id, assignee_id from task where id = any(${moves.map(({ id }) => id)}::bigint[])), moved as (
      update task t set message_id = r.message_id, assignee_id = r.assignee_id, due_at = r.due_at, escalates_at = r.escalates_at,
        detail = t.detail || r.detail,
        given_at = case when t.assignee_id = r.assignee_id then t.given_at end
      from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as r(id bigint, message_id bigint, assignee_id bigint,
        due_at timestamptz, escalates_at timestamptz[], detail jsonb)
      where t.id = r.id and t.state = 'open' returning t.id, t.assignee_id
    )
    insert into task_event (task_id, event, detail)
    select m.id, 'assigned', jsonb_build_object('fromId', b.assignee_id, 'toId', m.assignee_id)
    from moved m join before b on b.id = m.id where b.assignee_id <> m.assignee_id`.execute(tx);
}
