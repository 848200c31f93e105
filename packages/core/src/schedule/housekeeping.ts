/** Removes what has served its time: old sessions, used invitations, idempotency keys, ended jobs. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';

export async function keepHouse(db: Kysely<DB>): Promise<void> {
  await sql`delete from session where expires_at < now()`.execute(db);
  await sql`delete from invitation where expires_at < now() - interval '30 days'`.execute(db);
  await sql`delete from idempotency_key where created_at < now() - interval '2 days'`.execute(db);
  await sql`delete from login_throttle where first_at < now() - interval '2 days' and coalesce(blocked_until, now()) <= now()`.execute(
    db,
  );
  await sql`delete from background_job where finished_at < now() - interval '90 days'`.execute(db);
}
