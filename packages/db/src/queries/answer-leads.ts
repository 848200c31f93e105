/** Threads in which mail may wait for an answer: what there is to look at, one look at a time. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

export interface AnswerLead {
  readonly customer_id: number | null;
  readonly thread_id: number | null;
  readonly joined_thread_id: number | null;
}

/** Of the newest of them: who lets so many mails wait is not helped by a longer list. */
const MOST_THREADS_OF_A_CUSTOMER = 50;

/** One process at a time looks, so that what it reads is not changed by another. @returns false: another one does. */
export async function mayLookAtAnswers(tx: Transaction<DB>): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('answers')) as mine`.execute(tx);
  return rows[0]?.mine ?? false;
}

/** Takes them off the list; an error brings them back with the transaction. */
export async function takeAnswerLeads(tx: Transaction<DB>, limit: number): Promise<AnswerLead[]> {
  const { rows } = await sql<AnswerLead>`
    delete from answer_lead where id in (
      select id from answer_lead where look_at <= now() order by look_at, id limit ${limit} for update skip locked)
    returning customer_id, thread_id, joined_thread_id`.execute(tx);
  return rows;
}

/** What could not be looked at is looked at later, and does not hold up the others. */
export async function postponeFirstLead(tx: Transaction<DB>, seconds: number): Promise<void> {
  await sql`
    update answer_lead set look_at = now() + ${seconds} * interval '1 second' where id = (
      select id from answer_lead where look_at <= now() order by look_at, id limit 1)`.execute(tx);
}

export interface AnswerPair {
  readonly customer_id: number | null;
  readonly thread_id: number;
}

/** Threads of these customers in which mail waits, or an answer was promised. */
export async function listWaitingThreads(
  tx: Transaction<DB>,
  customerIds: readonly number[],
): Promise<AnswerPair[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<AnswerPair>`
    select who.id as customer_id, open.thread_id from unnest(${[...customerIds]}::bigint[]) as who(id)
    cross join lateral (
      (select w.thread_id from answer_wait w
        where w.customer_id = who.id and w.replied_at is null and w.settled_at is null
        order by w.since desc limit ${MOST_THREADS_OF_A_CUSTOMER})
      union
      (select replace(t.subject_key, 'answer:', '')::bigint from task t
        where t.customer_id = who.id and t.state = 'open'
          and (t.kind = 'answer' or (t.kind = 'promise' and t.subject_key like 'answer:%'))
        limit ${MOST_THREADS_OF_A_CUSTOMER})
    ) open`.execute(tx);
  return rows;
}

/** Looks at these again, at once or after some time. */
export async function addAnswerLeads(
  tx: Transaction<DB>,
  pairs: readonly AnswerPair[],
  afterSeconds = 0,
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    insert into answer_lead (customer_id, thread_id, look_at)
    select r.customer_id, r.thread_id, now() + ${afterSeconds} * interval '1 second'
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r(customer_id bigint, thread_id bigint)`.execute(
    tx,
  );
}

/** Every answer that is open: its terms or its calendar have changed. */
export async function lookAtAllAnswers(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into answer_lead (customer_id, thread_id)
    select customer_id, subject_key::bigint from task where state = 'open' and kind = 'answer'`.execute(tx);
}

/** What is open of a thread goes on with the one it was joined to; where that has its own, the look settles it. */
export async function followJoinedThreads(
  tx: Transaction<DB>,
  joined: readonly { readonly from: number; readonly to: number }[],
): Promise<void> {
  for (const { from, to } of joined)
    for (const prefix of ['', 'answer:'])
      await sql`
        update task t set subject_key = ${`${prefix}${to}`}
        where t.subject_key = ${`${prefix}${from}`} and t.kind = ${prefix === '' ? 'answer' : 'promise'}
          and t.state = 'open' and not exists (select 1 from task other
            where other.kind = t.kind and other.subject_key = ${`${prefix}${to}`} and other.state = 'open'
              and other.customer_id is not distinct from t.customer_id)`.execute(tx);
}
