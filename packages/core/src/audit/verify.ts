/** Proof that nobody changed, removed or put in a row of the audit log. */
import type { DB } from '@tradepost/db';
import { AUDIT_GENESIS, listAuditRows } from '@tradepost/db/queries/audit';
import { findVerifyJob, isAuditLogProtected } from '@tradepost/db/queries/audit-search';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import type { AuditState } from '@tradepost/contract';
import type { Kysely, Transaction } from 'kysely';
import type { Notifier } from '../events/notifier.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { auditHash } from './append.ts';

const PAGE = 1000;
/** Records of one step of the proof in the background: a second of work. */
const STEP_PAGES = 5;

interface Point {
  readonly id: number;
  readonly hash: Buffer;
}

const BEGINNING: Point = { id: 0, hash: AUDIT_GENESIS };

/** @returns how far the rows hold, the first that does not (null: all held), and whether more come. */
async function verifyPage(
  db: Kysely<DB>,
  after: Point,
): Promise<{ held: Point; brokenAt: number | null; more: boolean }> {
  let { id, hash } = after;
  const page = await listAuditRows(db, id, PAGE);
  for (const row of page) {
    const holds = row.id === id + 1 && row.prevHash.equals(hash) && row.hash.equals(auditHash(hash, row));
    if (!holds) return { held: { id, hash }, brokenAt: id + 1, more: false };
    id = row.id;
    hash = row.hash;
  }
  return { held: { id, hash }, brokenAt: null, more: page.length === PAGE };
}

/** @returns how many rows hold, and the id of the first that does not (null: all hold). */
export async function verifyAudit(db: Kysely<DB>): Promise<{ rows: number; brokenAt: number | null }> {
  for (let point = BEGINNING; ; ) {
    const { held, brokenAt, more } = await verifyPage(db, point);
    if (!more) return { rows: held.id, brokenAt };
    point = held;
  }
}

/** One that runs already serves. */
export async function requestVerification(
  deps: { readonly db: Kysely<DB>; readonly notifier: Notifier },
  actorId: number,
): Promise<void> {
  if ((await findVerifyJob(deps.db)) !== undefined) return;
  const job = await deps.db
    .insertInto('background_job')
    .values({ kind: 'verify-audit', payload: '{}', created_by: actorId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await deps.notifier.enqueue('background-job', { jobId: job.id });
}

interface Cursor {
  readonly id: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export async function verifyAuditStep(
  tx: Transaction<DB>,
  _payload: unknown,
  cursor: unknown,
): Promise<JobStep> {
  const from = cursor as Cursor | null;
  let point = from === null ? BEGINNING : { id: from.id, hash: Buffer.from(from.hash, 'hex') };
  const first = point.id;
  for (let count = 0; count < STEP_PAGES; count++) {
    const { held, brokenAt, more } = await verifyPage(tx, point);
    point = held;
    if (more) continue;
    const result: Verified = { at: new Date().toISOString(), records: held.id, brokenAt };
    await putSetting(tx, 'audit-verified', result);
    return { cursor: null, done: held.id - first };
  }
  return { cursor: { id: point.id, hash: point.hash.toString('hex') }, done: point.id - first };
}

type Verified = NonNullable<AuditState['verified']>;

export async function getAuditState(db: Kysely<DB>): Promise<AuditState> {
  const [protectedByRights, verified, job] = await Promise.all([
    isAuditLogProtected(db),
    getSetting<Verified>(db, 'audit-verified'),
    findVerifyJob(db),
  ]);
  return { protectedByRights, verified, verifying: job?.done ?? null };
}
