/** Removes what has served its time: old sessions, used invitations, idempotency keys, ended jobs. */
import type { DB } from '@tradepost/db';
import { deleteOldNotices } from '@tradepost/db/queries/notices';
import { forgetOldBodies } from '@tradepost/db/queries/outbox';
import { deleteExpiredAccess } from '@tradepost/db/queries/sessions';
import { type Kysely, sql } from 'kysely';
import { recyclePool } from '../pool/recycle.ts';
import { SESSION_IDLE_SECONDS } from '../users/session.ts';

/** A mail that was sent is looked for in the mailbox that it went to. */
const BODY_DAYS = 7;
/** What was read is seldom looked for after a quarter, and anything after a year is history. */
const NOTICE_DAYS = { read: 90, any: 365 };

export async function keepHouse(db: Kysely<DB>): Promise<void> {
  await deleteExpiredAccess(db, SESSION_IDLE_SECONDS);
  await recyclePool(db);
  await forgetOldBodies(db, BODY_DAYS);
  await deleteOldNotices(db, NOTICE_DAYS);
  await sql`delete from background_job where finished_at < now() - interval '90 days'`.execute(db);
}
