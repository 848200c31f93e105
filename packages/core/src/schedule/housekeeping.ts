/** Removes what has served its time: old sessions, used invitations, idempotency keys, ended jobs, letters without a word. */
import type { DB } from '@tradepost/db';
import { forgetUntouchedLetters } from '@tradepost/db/queries/letters';
import { deleteOldNotices } from '@tradepost/db/queries/notices';
import { forgetOldBodies } from '@tradepost/db/queries/outbox';
import { narrowPeriods } from '@tradepost/db/queries/search-span';
import { deleteExpiredAccess } from '@tradepost/db/queries/sessions';
import { type Kysely, sql } from 'kysely';
import { warnOfMissingDays } from '../calendar/warn-missing.ts';
import { settleCollisions } from '../collision/settle.ts';
import { tellUnreadHandovers } from '../handover/tell-unread.ts';
import { forgetOldImports } from '../intake/import-runs.ts';
import { renewMornings } from '../letter/tick.ts';
import { UNDO_DAYS } from '../merge/merge-customers.ts';
import { recyclePool } from '../pool/recycle.ts';
import { SESSION_IDLE_SECONDS } from '../users/session.ts';

/** A mail that was sent is looked for in the mailbox that it went to. */
const BODY_DAYS = 7;
/** What was read is seldom looked for after a quarter, and anything after a year is history. */
const NOTICE_DAYS = { read: 90, any: 365 };
/** Nothing is in it; a window in which it stands open may still be written in. */
const UNTOUCHED_DAYS = 30;

export async function keepHouse(db: Kysely<DB>): Promise<void> {
  await deleteExpiredAccess(db, SESSION_IDLE_SECONDS);
  await recyclePool(db);
  await warnOfMissingDays(db);
  await settleCollisions(db);
  await tellUnreadHandovers(db);
  await renewMornings(db);
  await forgetOldBodies(db, BODY_DAYS);
  await deleteOldNotices(db, NOTICE_DAYS);
  await forgetUntouchedLetters(db, UNTOUCHED_DAYS);
  await sql`delete from background_job where finished_at < now() - interval '90 days'`.execute(db);
  await forgetOldImports(db);
  await narrowPeriods(db);
  // What an undo would bring back: its time is over. A step at a time, the next one comes in an hour.
  await sql`
    delete from merge_move where id in (
      select mv.id from merge m join merge_move mv on mv.merge_id = m.id
      where m.merged_at < now() - ${UNDO_DAYS + 1} * interval '1 day' and m.state = 'joined' limit 5000)`.execute(
    db,
  );
}
