/** Asking for a sync of the running product, and waiting until it is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type AccountRow, listAccounts } from '@tradepost/db/queries/accounts';
import { sql } from 'kysely';
import { ADMINISTRATOR, NotRunningError, type Runtime } from './runtime.ts';

const LOOK_EVERY_MS = 300;
/** A fault that is tried again within this is waited for. */
const PATIENCE_MS = 30_000;

export interface SyncPatience {
  /** Milliseconds in which nobody takes up any work. */
  readonly idleMs: number;
  /** Told of where it stands, several times a second. */
  readonly tell?: (rows: readonly AccountRow[]) => void;
  readonly signal?: AbortSignal;
}

/**
 * Waits until a sync of each account that began after `since` is over, well or badly.
 * @throws NotRunningError where nobody works; the signal's reason.
 */
export async function waitForSync(
  runtime: Runtime,
  ids: ReadonlySet<number>,
  since: Date,
  { idleMs, tell, signal }: SyncPatience,
): Promise<readonly AccountRow[]> {
  let lastWork = Date.now();
  for (;;) {
    const rows = (await listAccounts(runtime.db, ADMINISTRATOR.scope)).filter((row) => ids.has(row.id));
    tell?.(rows);
    if (rows.every((row) => isOver(row, since))) return rows;
    if (await anybodySyncs(runtime)) lastWork = Date.now();
    else if (Date.now() - lastWork > idleMs)
      throw new NotRunningError(
        'Nobody takes up the work. Does the ingest process run? Its log is logs/ingest.log in the data folder.',
      );
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** Of whatever account: many may stand before ours. */
async function anybodySyncs(runtime: Runtime): Promise<boolean> {
  const { rows } = await sql`select from mail_account where sync_lease_until > now() limit 1`.execute(
    runtime.db,
  );
  return rows.length > 0;
}

/** As soon as a worker is free. */
export async function askForSync(runtime: Runtime, accountId: number): Promise<void> {
  await runtime.db
    .updateTable('mail_account')
    .set({ next_attempt_at: sql<Date>`now()` })
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .execute();
  await runtime.notifier.enqueue('sync-account', { accountId });
}

/** The clock that the rows are written by. */
export async function databaseTime(runtime: Runtime): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(runtime.db);
  return (rows[0] as { now: Date }).now;
}

/**
 * Paused, at fault since the question, or wholly covered by a look that began after it. A fault, of the account or of a
 * mailbox, that is tried again soon may be gone by itself, and is waited for.
 */
function isOver(row: AccountRow, since: Date): boolean {
  if (row.state !== 'active') return true;
  if (row.error_code !== null)
    return (
      row.last_attempt_at !== null &&
      row.last_attempt_at >= since &&
      row.next_attempt_at.getTime() - row.last_attempt_at.getTime() > PATIENCE_MS
    );
  if (row.mailboxes === 0 || row.last_success_at === null || row.last_success_at < since) return false;
  const restMs = row.next_attempt_at.getTime() - row.last_success_at.getTime();
  if (row.complete < row.mailboxes) return row.complete + row.faulty >= row.mailboxes && restMs > PATIENCE_MS;
  return restMs > 0;
}
