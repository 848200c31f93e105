/** Rows of the audit log. What they say and how they are chained is core's. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** The hash before the first row. */
export const AUDIT_GENESIS = Buffer.alloc(32);
/** Any constant will do; one appender at a time, until its transaction ends. */
const AUDIT_LOCK = 7_266_002;

/** The newest row, after waiting for whoever appends now. */
export async function lockAuditTail(tx: Transaction<DB>): Promise<{ id: number; hash: Buffer } | undefined> {
  await sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`.execute(tx);
  return tx.selectFrom('audit_log').select(['id', 'hash']).orderBy('id', 'desc').limit(1).executeTakeFirst();
}

export interface AuditRow {
  readonly id: number;
  readonly at: Date;
  readonly actorId: number | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly detail: unknown;
  readonly prevHash: Buffer;
  readonly hash: Buffer;
}

export async function insertAuditRow(tx: Transaction<DB>, row: AuditRow): Promise<void> {
  await tx
    .insertInto('audit_log')
    .values({
      id: row.id,
      at: row.at,
      actor_id: row.actorId,
      action: row.action,
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      detail: JSON.stringify(row.detail),
      prev_hash: row.prevHash,
      hash: row.hash,
    })
    .execute();
}

export function listAuditRows(db: Kysely<DB>, afterId: number, limit: number): Promise<AuditRow[]> {
  return db
    .selectFrom('audit_log')
    .select((eb) => [
      'id',
      'at',
      'action',
      'detail',
      'hash',
      eb.ref('actor_id').as('actorId'),
      eb.ref('subject_kind').as('subjectKind'),
      eb.ref('subject_id').as('subjectId'),
      eb.ref('prev_hash').as('prevHash'),
    ])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}
