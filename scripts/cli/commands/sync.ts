import { setTimeout as sleep } from 'node:timers/promises';
import { TradepostError } from '@tradepost/core/errors';
import { listAccounts, type AccountRow } from '@tradepost/db/queries/accounts';
import { sql } from 'kysely';
import type { Command } from '../command.ts';
import { faultWords } from '../fault-words.ts';
import { chooseAccounts } from '../find-account.ts';
import { listMailboxFaults, mailboxFaultLine, type MailboxFault } from '../mailbox-faults.ts';
import { ADMINISTRATOR, NotRunningError, type Runtime, withRuntime } from '../runtime.ts';

const LOOK_EVERY_MS = 300;
/** A fault that is tried again within this is waited for. */
const PATIENCE_MS = 30_000;
/** A sync that was asked for begins within seconds, where anybody is there. */
const IDLE_PATIENCE_MS = 60_000;

export const sync: Command = {
  name: 'sync',
  usage: '[--wait] [--account ADDRESS]',
  summary: 'Ask for a sync now; with --wait until every mailbox is wholly archived.',
  help: [
    'Exit code 1 when an account or a mailbox has a fault that does not go away by itself within a minute or so.',
    'A paused account is named and not waited for.',
  ],
  options: { wait: { type: 'boolean' }, account: { type: 'string' } },
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const accounts = await chooseAccounts(runtime.db, context.options.account);
      if (accounts.length === 0) throw new TradepostError('not-found', 'No mail account is connected yet.');
      const ids = new Set(accounts.map((account) => account.id));
      await assertNotPaused(runtime, ids, context.options.account);
      const since = await databaseTime(runtime);
      for (const { id } of accounts) await askNow(runtime, id);
      if (context.options.wait !== true) {
        context.print({ asked: accounts.map((account) => account.address) }, () => ['Asked.']);
        return 0;
      }
      const rows = await waitUntilOver(runtime, ids, since, (now) =>
        context.progress(now.map(progressLine).join(' · ')),
      );
      const faults = await listMailboxFaults(runtime.db, [...ids]);
      const faultsOf = (row: AccountRow) => faults.filter(({ accountId }) => accountId === row.id);
      context.print(
        rows.map((row) => summary(row, faultsOf(row))),
        () =>
          rows.flatMap((row) => [
            progressLine(row),
            ...(row.not_kept_detail === null
              ? []
              : [`${row.address}: ${faultWords('mailboxes-not-kept', row.not_kept_detail)}`]),
            ...faultsOf(row).map((fault) => mailboxFaultLine(row.address, fault)),
          ]),
      );
      return faults.length > 0 || rows.some((row) => errorOf(row) !== null) ? 1 : 0;
    }),
};

/** Who names one account means it; of all, those that are paused are passed over. */
async function assertNotPaused(runtime: Runtime, ids: ReadonlySet<number>, named: unknown): Promise<void> {
  if (typeof named !== 'string') return;
  const row = (await listAccounts(runtime.db, ADMINISTRATOR.scope)).find(({ id }) => ids.has(id));
  if (row?.state !== 'paused') return;
  throw new TradepostError(
    'conflict',
    `${row.address} is paused. "scripts/tradepost account resume ${row.address}" lets it go on.`,
  );
}

/** @throws NotRunningError where nobody has taken up any work for a minute. */
async function waitUntilOver(
  runtime: Runtime,
  ids: ReadonlySet<number>,
  since: Date,
  tell: (rows: readonly AccountRow[]) => void,
): Promise<readonly AccountRow[]> {
  let lastWork = Date.now();
  for (;;) {
    const rows = (await listAccounts(runtime.db, ADMINISTRATOR.scope)).filter((row) => ids.has(row.id));
    tell(rows);
    if (rows.every((row) => isOver(row, since))) return rows;
    if (await anybodySyncs(runtime)) lastWork = Date.now();
    else if (Date.now() - lastWork > IDLE_PATIENCE_MS)
      throw new NotRunningError(
        'Nobody has taken up the work for a minute. Does the ingest process run? Its log is logs/ingest.log in the data folder.',
      );
    await sleep(LOOK_EVERY_MS);
  }
}

/** Of whatever account: many may stand before ours. */
async function anybodySyncs(runtime: Runtime): Promise<boolean> {
  const { rows } = await sql`select from mail_account where sync_lease_until > now() limit 1`.execute(
    runtime.db,
  );
  return rows.length > 0;
}

async function askNow(runtime: Runtime, accountId: number): Promise<void> {
  await runtime.db
    .updateTable('mail_account')
    .set({ next_attempt_at: sql<Date>`now()` })
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .execute();
  await runtime.notifier.enqueue('sync-account', { accountId });
}

/** The clock that the rows are written by. */
async function databaseTime(runtime: Runtime): Promise<Date> {
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

const progressLine = (row: AccountRow) =>
  `${row.address} ${row.done}/${row.total ?? '?'}${row.state === 'paused' ? ' paused' : ''}${row.backfill_rate === null || row.done === row.total ? '' : ` (${row.backfill_rate.toFixed(0)}/s)`}${row.error_code === null ? '' : ` ${row.error_code}: ${row.error_detail ?? ''}`}`;

/** What is wrong with it, though it may work. */
const errorOf = (row: AccountRow) =>
  row.error_code ?? (row.not_kept_detail === null ? null : 'mailboxes-not-kept');

const summary = (row: AccountRow, faults: readonly MailboxFault[]) => ({
  address: row.address,
  state: row.state,
  done: row.done,
  total: row.total,
  error: errorOf(row),
  mailboxes: faults.map(({ mailbox, code, detail }) => ({ mailbox, error: code, detail })),
});
