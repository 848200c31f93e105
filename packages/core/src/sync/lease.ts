/**
 * Leases of an account: who syncs it, and who watches it. Taken by one conditional UPDATE, so that of two
 * processes one gets it; a process that stops renewing loses it. A lease saves work; it is not what keeps the
 * archive right: that is the mailbox lock, the generation check and the unique constraints, which hold even
 * for a process that wakes up after its lease has run out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';

const LEASE_MS = 30_000;
const LEASE = `${LEASE_MS} milliseconds`;
const RELEASE_AGAIN_MS = 1_000;
/** Renew at least this often, in milliseconds. */
export const RENEW_EVERY_MS = 10_000;

type Kind = 'sync' | 'watch';
const columns = (kind: Kind) =>
  kind === 'sync'
    ? { owner: sql.ref('sync_owner'), until: sql.ref('sync_lease_until') }
    : { owner: sql.ref('watch_owner'), until: sql.ref('watch_lease_until') };

/** @returns since when the lease is this worker's; null where another holds it, or the account is not active or not due. */
export async function takeLease(
  db: Kysely<DB>,
  kind: Kind,
  accountId: number,
  worker: string,
): Promise<Date | null> {
  const { owner, until } = columns(kind);
  // A sync that was asked for twice is done once: the first leaves the account not due.
  const due = kind === 'sync' ? sql`next_attempt_at <= now()` : sql`true`;
  const { rows } = await sql<{ since: Date }>`
    update mail_account set ${owner} = ${worker}, ${until} = now() + ${LEASE}::interval
    where id = ${accountId} and state = 'active' and ${due} and (${until} is null or ${until} < now())
    returning now() as since`.execute(db);
  return rows[0]?.since ?? null;
}

/**
 * 'lost': another has it, or the account was paused or removed. 'crowded': it is this worker's still, and the server has
 * refused a further session of the account.
 */
type Renewal = 'held' | 'crowded' | 'lost';

export async function renewLease(
  db: Kysely<DB>,
  kind: Kind,
  accountId: number,
  worker: string,
): Promise<Renewal> {
  const { owner, until } = columns(kind);
  const { rows } = await sql<{ crowded: boolean }>`
    update mail_account set ${until} = now() + ${LEASE}::interval
    where id = ${accountId} and state = 'active' and ${owner} = ${worker}
    returning error_code is not distinct from 'too-many-connections' as crowded`.execute(db);
  const [row] = rows;
  if (row === undefined) return 'lost';
  return row.crowded ? 'crowded' : 'held';
}

/** Asks without renewing: cheap enough to be asked often. */
export async function holdsLease(
  db: Kysely<DB>,
  kind: Kind,
  accountId: number,
  worker: string,
): Promise<boolean> {
  const { owner } = columns(kind);
  const { rows } = await sql`
    select 1 from mail_account where id = ${accountId} and state = 'active' and ${owner} = ${worker}`.execute(
    db,
  );
  return rows.length > 0;
}

/**
 * Gives it back. Where the database is away that is tried again for as long as the lease would last, so that the
 * account does not wait for its end. Never rejects.
 */
export async function releaseLease(
  db: Kysely<DB>,
  kind: Kind,
  accountId: number,
  worker: string,
): Promise<void> {
  const { owner, until } = columns(kind);
  const release = () =>
    sql`
      update mail_account set ${owner} = null, ${until} = null
      where id = ${accountId} and ${owner} = ${worker}`.execute(db);
  const end = Date.now() + LEASE_MS;
  for (;;) {
    try {
      await release();
      return;
    } catch {
      // The reason is known to whoever worked with the database before; a lease that is not given back runs out.
      if (Date.now() >= end) return;
      await sleep(RELEASE_AGAIN_MS, undefined, { ref: false });
    }
  }
}

/**
 * Accounts that nobody watches, longest waiting first; at most `limit`. One at fault is tried by its sync alone: providers
 * lock out who comes several times with a password that is not taken.
 * @param except accounts that are not to be watched.
 */
export async function unwatchedAccounts(
  db: Kysely<DB>,
  limit: number,
  except: readonly number[] = [],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from mail_account
    where state = 'active' and (watch_lease_until is null or watch_lease_until < now()) and error_code is null
      and id <> all(${except}::bigint[])
    order by watch_lease_until nulls first, id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
