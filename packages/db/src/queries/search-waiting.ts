/** Batches whose mails are in the archive, and go into the index behind it. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB } from '../schema.ts';
import { FILL_LOCK } from './search-index.ts';

/** In the transaction that archives them. @returns the id under which they wait. */
export async function insertWaiting(tx: Transaction<DB>, messageIds: readonly number[]): Promise<number> {
  const { rows } = await keptPlan(sql<{ id: number }>`
    insert into search_waiting (message_ids) values (${[...messageIds]}::bigint[]) returning id`).execute(tx);
  return (rows[0] as { id: number }).id;
}

/**
 * Takes a batch in hand until the transaction ends; meanwhile nobody looks at what its mails are filtered by.
 * @returns false where they are in the index already.
 */
export async function takeWaiting(tx: Transaction<DB>, id: number): Promise<boolean> {
  await keptPlan(sql`select pg_advisory_xact_lock_shared(${FILL_LOCK}::bigint)`).execute(tx);
  const { rows } = await keptPlan(sql`delete from search_waiting where id = ${id} returning id`).execute(tx);
  return rows.length > 0;
}

export interface LeftWaiting {
  readonly id: number;
  readonly message_ids: readonly number[];
}

/** The next batch that has waited for longer than its process takes; null where there is none. @param after the id of one. */
export async function findLeftWaiting(
  db: Kysely<DB>,
  seconds: number,
  after: number,
): Promise<LeftWaiting | null> {
  const { rows } = await sql<LeftWaiting>`
    select id, message_ids from search_waiting where id > ${after} and at < now() - ${seconds} * interval '1 second'
    order by id limit 1`.execute(db);
  return rows[0] ?? null;
}
