/** Removes what has served its time: old sessions, used invitations, idempotency keys, ended jobs. */
import type { DB } from '@tradepost/db';
import { deleteExpiredAccess } from '@tradepost/db/queries/sessions';
import { type Kysely, sql } from 'kysely';
import { recyclePool } from '../pool/recycle.ts';
import { SESSION_IDLE_SECONDS } from '../users/session.ts';

export async function keepHouse(db: Kysely<DB>): Promise<void> {
  await deleteExpiredAccess(db, SESSION_IDLE_SECONDS);
  await recyclePool(db);
  await sql`delete from background_job where finished_at < now() - interval '90 days'`.execute(db);
}
