/** The company's rules of the pool. Defaults are those that exporters know; recycling waits to be switched on. */
import type { PoolRules } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { getSetting, putSetting } from '@tradepost/db/queries/settings';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';

const DEFAULTS: PoolRules = {
  claimsNeedApproval: false,
  claimsADay: null,
  mostHeld: null,
  coolOffDays: 3,
  recycling: false,
  noContactDays: 30,
  noOrderDays: 90,
  exemptGrades: ['A'],
  exemptOrdered: true,
};

export interface StoredPoolRules extends PoolRules {
  /** When recycling was switched on or made stricter, RFC 3339: nobody loses a customer without a week's warning. */
  recyclingSince: string | null;
}

export async function getPoolRules(db: Kysely<DB>): Promise<StoredPoolRules> {
  const stored = await getSetting<Partial<StoredPoolRules>>(db, 'pool');
  return { ...DEFAULTS, recyclingSince: null, ...stored };
}

/** The part that programs see. */
export function publicRules(stored: StoredPoolRules): PoolRules {
  const rules: Partial<StoredPoolRules> = { ...stored };
  delete rules.recyclingSince;
  return rules as PoolRules;
}

/** In one transaction with its record; two changes at once follow one another. */
export async function updatePoolRules(
  db: Kysely<DB>,
  actorId: number | null,
  changes: Partial<PoolRules>,
): Promise<StoredPoolRules> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('setting.pool'))`.execute(tx);
    const before = await getPoolRules(tx);
    const after = { ...before, ...changes };
    const stricter = after.recycling && isStricter(before, after);
    const stored = { ...after, recyclingSince: stricter ? new Date().toISOString() : before.recyclingSince };
    await putSetting(tx, 'pool', stored);
    await appendAudit(tx, {
      actorId,
      action: 'pool.rules-changed',
      subjectKind: 'setting',
      subjectId: 'pool',
      detail: { ...changes },
    });
    return stored;
  });
}

/** Some customer may have a nearer deadline by these rules than by those. */
function isStricter(before: PoolRules, after: PoolRules): boolean {
  const far = Number.POSITIVE_INFINITY;
  return (
    !before.recycling ||
    after.noContactDays < before.noContactDays ||
    (after.noOrderDays ?? far) < (before.noOrderDays ?? far) ||
    before.exemptGrades.some((grade) => !after.exemptGrades.includes(grade)) ||
    (before.exemptOrdered && !after.exemptOrdered)
  );
}
