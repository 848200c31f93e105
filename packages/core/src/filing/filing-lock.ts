/**
 * Mail on its way into the archive against the filing of the past: a batch that looked for a customer's addresses
 * before they were there, and commits after the past was filed again, would leave its mail on no timeline.
 */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';

/** Any constant will do that no other advisory lock uses. */
const FILING_LOCK = 7_266_003;

/** Held by whoever files new mail, until its commit; many may hold it. */
export async function holdFiling(tx: Transaction<DB>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${FILING_LOCK})`.execute(tx);
}

/**
 * Waits until every batch that began before has committed, and lets go at once. The next statement sees their mail;
 * a batch that begins later sees what the caller committed before it asked for the past.
 */
export async function awaitFiling(tx: Transaction<DB>): Promise<void> {
  await sql`select pg_advisory_lock(${FILING_LOCK})`.execute(tx);
  await sql`select pg_advisory_unlock(${FILING_LOCK})`.execute(tx);
}
