/**
 * What mails are filtered by (customer, salesperson, country, grade, stage, account, unfiled, waiting) put right in the
 * index after it changed: triggers write leads in the transaction of the change, and a tick works them off.
 */
import type { DB } from '@tradepost/db';
import { hasLeads, holdFilling, refreshDocs, takeLeads } from '@tradepost/db/queries/search-index';
import type { Kysely } from 'kysely';

/** Mails of one transaction. */
const ROUND = 200;
/** One tick works no longer; the next one goes on. Milliseconds. */
const TICK_MS = 10_000;

/** Of several schedulers at once each mail is one's. @returns the mails looked at. */
export async function refreshSearch(db: Kysely<DB>): Promise<number> {
  const until = Date.now() + TICK_MS;
  let looked = 0;
  while (Date.now() < until && (await hasLeads(db))) {
    const round = await db.transaction().execute(async (tx) => {
      await holdFilling(tx);
      const ids = await takeLeads(tx, ROUND);
      if (ids.length > 0) await refreshDocs(tx, ids);
      return ids.length;
    });
    looked += round;
  }
  return looked;
}
