/** What is recorded of waiting mail: tasks that are open, what people have said, whose the customers are. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { AnswerPair } from './answer-leads.ts';

export interface AnswerCustomer {
  readonly id: number;
  /** On the lists: neither archived nor merged into another. */
  readonly live: boolean;
  /** Taken off the lists by a person. */
  readonly off_lists: boolean;
  readonly name: string;
  /** Null: nobody's, or of someone who is gone or only reads. */
  readonly owner_id: number | null;
}

export async function listAnswerCustomers(
  db: Kysely<DB>,
  ids: readonly number[],
): Promise<Map<number, AnswerCustomer>> {
  const { rows } = await sql<AnswerCustomer>`
    select c.id, c.name, c.archived_at is null and c.merged_into_id is null as live,
      c.archived_at is not null and c.merged_into_id is null as off_lists, u.id as owner_id
    from customer c left join app_user u on u.id = c.owner_id and u.disabled_at is null and u.role <> 'reader'
    where c.id = any(${[...ids]}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who answers where the customer is nobody's: the owner of the account that it came to, else the company's. */
export async function listAccountOwners(
  db: Kysely<DB>,
  messageIds: readonly number[],
): Promise<Map<number, number>> {
  if (messageIds.length === 0) return new Map();
  const { rows } = await sql<{ message_id: number; user_id: number | null }>`
    select asked.id as message_id, coalesce(
      (select u.id from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id
        join mail_account a on a.id = mb.account_id and not a.unified
        join app_user u on u.id = a.owner_id and u.disabled_at is null and u.role <> 'reader'
        where mm.message_id = asked.id order by mm.created_at, a.id limit 1),
      (select id from app_user where role = 'owner' and disabled_at is null order by id limit 1),
      (select id from app_user where role = 'admin' and disabled_at is null order by id limit 1)) as user_id
    from unnest(${[...messageIds]}::bigint[]) as asked(id)`.execute(db);
  return new Map(
    rows.flatMap(({ message_id, user_id }) => (user_id === null ? [] : [[message_id, user_id]])),
  );
}

export interface AnswerTask {
  readonly id: number;
  readonly kind: 'answer' | 'promise';
  readonly customer_id: number | null;
  readonly thread_id: number;
  readonly message_id: number | null;
  readonly assignee_id: number;
  /** It was given to him since the customer is its salesperson's. */
  readonly given: boolean;
  readonly created_at: Date;
  readonly due_at: Date | null;
  readonly escalates_at: (Date | null)[];
}

/** Those that are open. */
export async function listAnswerTasks(
  tx: Transaction<DB>,
  pairs: readonly AnswerPair[],
): Promise<AnswerTask[]> {
  const { rows } = await sql<AnswerTask>`
    select t.id, t.kind, t.customer_id, p.thread_id, t.message_id, t.assignee_id, t.created_at, t.due_at, t.escalates_at,
      u.disabled_at is null and t.given_at is not null and t.given_at > coalesce(c.owned_since, '-infinity') as given
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(customer_id bigint, thread_id bigint)
    join task t on t.subject_key in (p.thread_id::text, 'answer:' || p.thread_id) and t.kind in ('answer', 'promise')
      and t.customer_id is not distinct from p.customer_id
    join app_user u on u.id = t.assignee_id left join customer c on c.id = t.customer_id
    where t.state = 'open'
    order by t.id`.execute(tx);
  return rows;
}

/** An inquiry became this customer's: the task that waits for its answer goes along, as the same one. */
export async function adoptInquiryTasks(tx: Transaction<DB>, pairs: readonly AnswerPair[]): Promise<void> {
  const list = JSON.stringify(pairs.filter(({ customer_id: customerId }) => customerId !== null));
  await sql`
    update task t set customer_id = p.customer_id
    from (select distinct on (r.thread_id) r.customer_id, r.thread_id
      from jsonb_to_recordset(${list}::jsonb) as r(customer_id bigint, thread_id bigint)
      where exists (select 1 from message m join inquiry i on i.message_id = m.id
        where m.thread_id = r.thread_id and i.customer_id = r.customer_id)
      order by r.thread_id, r.customer_id) p
    where t.kind = 'answer' and t.state = 'open' and t.customer_id is null and t.subject_key = p.thread_id::text
      and not exists (select 1 from task own where own.kind = 'answer' and own.state = 'open'
        and own.customer_id = p.customer_id and own.subject_key = t.subject_key)`.execute(tx);
}
