/** Rows of repeated requests: who runs it, and what was answered. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

export interface RequestKey {
  readonly userId: number;
  readonly key: string;
}

/** One conditional upsert: of two at once, one gets true; one abandoned by a crash can be taken over. */
export async function claimKey(
  db: Kysely<DB>,
  { userId, key }: RequestKey,
  requestHash: Buffer,
  abandonedSeconds: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into idempotency_key as k (user_id, key, request_hash) values (${userId}, ${key}, ${requestHash})
    on conflict (user_id, key) do update set created_at = now()
      where k.status is null and k.request_hash = excluded.request_hash
        and k.created_at < now() - make_interval(secs => ${abandonedSeconds})
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Says that the request still runs. */
export async function renewClaim(db: Kysely<DB>, { userId, key }: RequestKey): Promise<void> {
  await db
    .updateTable('idempotency_key')
    .set({ created_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .where('status', 'is', null)
    .execute();
}

export function findReply(db: Kysely<DB>, { userId, key }: RequestKey) {
  return db
    .selectFrom('idempotency_key')
    .select(['request_hash', 'status', 'response'])
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function keepReply(
  db: Kysely<DB>,
  { userId, key }: RequestKey,
  response: string,
): Promise<void> {
  await db
    .updateTable('idempotency_key')
    .set({ status: 200, response })
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .execute();
}

export async function forgetClaim(db: Kysely<DB>, { userId, key }: RequestKey): Promise<void> {
  await db.deleteFrom('idempotency_key').where('user_id', '=', userId).where('key', '=', key).execute();
}
