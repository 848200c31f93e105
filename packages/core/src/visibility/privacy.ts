/** The company's answers to what reasonable companies answer differently: who reads what, and what is archived. */
import type { Privacy } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { DEFAULT_VISIBILITY, getVisibility } from '../users/load-viewer.ts';
import type { Viewer } from '../users/viewer.ts';

export const DEFAULT_PRIVACY: Privacy = { ...DEFAULT_VISIBILITY, archiveInternal: true };

export async function getPrivacy(db: Kysely<DB>): Promise<Privacy> {
  const [visibility, archive] = await Promise.all([
    getVisibility(db),
    getSetting<Pick<Privacy, 'archiveInternal'>>(db, 'archive-policy'),
  ]);
  return { ...DEFAULT_PRIVACY, ...visibility, ...archive };
}

/** Any constant will do; two changes at once follow each other. */
const PRIVACY_LOCK = 7_266_004;

/**
 * @throws TradepostError 'forbidden' where an administrator changes what administrators may read: he would open for
 *   himself what was closed to him.
 */
export async function updatePrivacy(
  db: Kysely<DB>,
  viewer: Viewer,
  changes: Partial<Privacy>,
): Promise<Privacy> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${PRIVACY_LOCK})`.execute(tx);
    const before = await getPrivacy(tx);
    const after = { ...before, ...changes };
    const changed = (Object.keys(after) as (keyof Privacy)[]).filter((key) => after[key] !== before[key]);
    if (changed.length === 0) return before;
    if (changed.includes('adminReadsMail') && viewer.role !== 'owner')
      throw new TradepostError(
        'forbidden',
        'Only an owner of the company can change whether administrators read mail.',
      );
    const { archiveInternal, adminReadsMail, managerReadsUnfiled } = after;
    await putSetting(tx, 'visibility', { adminReadsMail, managerReadsUnfiled });
    await putSetting(tx, 'archive-policy', { archiveInternal });
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'privacy.changed',
      subjectKind: 'company',
      subjectId: null,
      detail: Object.fromEntries(changed.map((key) => [key, [before[key], after[key]]])),
    });
    return after;
  });
}
