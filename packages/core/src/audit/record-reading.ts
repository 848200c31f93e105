/** I9: a leader's reading of what is not his own is on record before he gets it. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { withRetry } from '../ingest/retry.ts';
import { type AuditEntry, appendAudit } from './append.ts';

/** One record per reader and thing in this time says enough; a page asks for several things of one mail. */
const RECORD_EVERY_MS = 3_600_000;
/** Readings remembered of a database; beyond it a reading is recorded once more, which does no harm. */
const MOST_REMEMBERED = 50_000;

/** By database: numbers of people and messages say nothing beyond one. */
const recordedOf = new WeakMap<Kysely<DB>, Map<string, number>>();

const keyOf = ({ actorId, action, subjectKind, subjectId }: AuditEntry, what: string) =>
  `${action}:${subjectKind}:${actorId}:${subjectId}:${what}`;

export function isRecorded(db: Kysely<DB>, entry: AuditEntry, what = ''): boolean {
  return Date.now() - (recordedOf.get(db)?.get(keyOf(entry, what)) ?? 0) < RECORD_EVERY_MS;
}

/** Once an hour and process; `what` tells readings of one subject apart that show different things. */
export async function recordReading(db: Kysely<DB>, entry: AuditEntry, what = ''): Promise<void> {
  if (isRecorded(db, entry, what)) return;
  await withRetry(() => db.transaction().execute((tx) => appendAudit(tx, entry)));
  const recorded = recordedOf.get(db) ?? new Map<string, number>();
  recordedOf.set(db, recorded);
  const key = keyOf(entry, what);
  recorded.delete(key);
  recorded.set(key, Date.now());
  const oldest = recorded.keys().next();
  if (recorded.size > MOST_REMEMBERED && oldest.value !== undefined) recorded.delete(oldest.value);
}
