/**
 * The audit log: each row's hash covers the row and the hash before it, so a change, a gap or a swap shows.
 * (A cut-off end does not; who needs that keeps the newest hash elsewhere.)
 */
import { createHash } from 'node:crypto';
import type { DB } from '@tradepost/db';
import { AUDIT_GENESIS, insertAuditRow, lockAuditTail } from '@tradepost/db/queries/audit';
import type { Transaction } from 'kysely';
import { canonicalJson } from './canonical-json.ts';

export interface AuditEntry {
  /** Null: the system, the command line, or someone not signed in. */
  readonly actorId: number | null;
  /** noun.verb, e.g. `mail-account.added`. */
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: number | string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * Appends in the caller's transaction: what is done and its record stand or fall together. The last statement
 * of it: one appends at a time, so whoever waits for a row after this could wait for one who waits for this.
 */
export async function appendAudit(tx: Transaction<DB>, entry: AuditEntry): Promise<void> {
  const tail = await lockAuditTail(tx);
  const row = {
    id: (tail?.id ?? 0) + 1,
    at: new Date(),
    actorId: entry.actorId,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId === null ? null : clean(String(entry.subjectId)),
    detail: cleanDetail(entry.detail ?? {}),
  };
  const prevHash = tail?.hash ?? AUDIT_GENESIS;
  await insertAuditRow(tx, { ...row, prevHash, hash: auditHash(prevHash, row) });
}

export interface HashedAuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actorId: number | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: unknown;
}

export function auditHash(prevHash: Buffer, row: HashedAuditRow): Buffer {
  const { id, at, actorId, action, subjectKind, subjectId, detail } = row;
  return createHash('sha256')
    .update(prevHash)
    .update(canonicalJson({ id, at: at.toISOString(), actorId, action, subjectKind, subjectId, detail }))
    .digest();
}

/** jsonb refuses NUL and lone surrogates, and the hash must cover what comes back out of it. */
const clean = (text: string) => text.replaceAll('\0', '').toWellFormed();
const cleanDetail = (detail: Readonly<Record<string, unknown>>) =>
  JSON.parse(
    JSON.stringify(detail, (_key, value: unknown) => (typeof value === 'string' ? clean(value) : value)),
  ) as Record<string, unknown>;
