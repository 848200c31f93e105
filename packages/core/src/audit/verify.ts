/** Proof that nobody changed, removed or put in a row of the audit log. */
import type { DB } from '@tradepost/db';
import { AUDIT_GENESIS, listAuditRows } from '@tradepost/db/queries/audit';
import type { Kysely } from 'kysely';
import { auditHash } from './append.ts';

const PAGE = 1000;

/** @returns how many rows hold, and the id of the first that does not (null: all hold). */
export async function verifyAudit(db: Kysely<DB>): Promise<{ rows: number; brokenAt: number | null }> {
  let id = 0;
  let hash: Buffer = AUDIT_GENESIS;
  for (;;) {
    const page = await listAuditRows(db, id, PAGE);
    if (page.length === 0) return { rows: id, brokenAt: null };
    for (const row of page) {
      const holds = row.id === id + 1 && row.prevHash.equals(hash) && row.hash.equals(auditHash(hash, row));
      if (!holds) return { rows: id, brokenAt: id + 1 };
      id = row.id;
      hash = row.hash;
    }
  }
}
