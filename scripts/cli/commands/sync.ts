import { setTimeout as sleep } from 'node:timers/promises';
import { TradepostError } from '@tradepost/core/errors';
import { listAccounts, type AccountRow } from '@tradepost/db/queries/accounts';
import { sql } from 'kysely';
import type { Command } from '../command.ts';
import { chooseAccounts } from '../find-account.ts';
import { ADMINISTRATOR, type Runtime, withRuntime } from '../runtime.ts';

const LOOK_EVERY_MS = 300;
/** A fault that is tried again within this is waited for. */
const PATIENCE_MS = 30_000;

export const sync: Command = {
  name: 'sync',
  usage: '[--wait] [--account ADDRESS]',
  summary: 'Ask for a sync now; with --wait until every mailbox is wholly archived.',
  help: ['Exit code 1 when an account has a fault that does not go away by itself within a minute or so.'],
  options: { wait: { type: 'boolean' }, account: { type: 'string' } },
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const accounts = await chooseAccounts(runtime.db, context.options.account);
      if (accounts.length === 0) throw new TradepostError('not-found', 'No mail account is connected yet.');
      const since = await databaseTime(runtime);
      for (const { id } of accounts) await askNow(runtime, id);
      if (context.options.wait !== true) {
        context.print({ asked: accounts.map((account) => account.address) }, () => ['Asked.']);
        return 0;
      }
      const ids = new Set(accounts.map((account) => account.id));
      for (;;) {
        const rows = (await listAccounts(runtime.db, ADMINISTRATOR.scope)).filter((row) => ids.has(row.id));
        context.progress(rows.map(progressLine).join(' · '));
        if (rows.every((row) => isOver(row, since))) {
          const faulty = rows.filter((row) => row.error_code !== null);
          context.print(rows.map(summary), () => rows.map(progressLine));
          return faulty.length > 0 ? 1 : 0;
        }
        await sleep(LOOK_EVERY_MS);
      }
    }),
};

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
 * Paused, at fault since the question, or wholly covered by a look that began after it. A fault that is tried
 * again soon may be gone by itself, and is waited for.
 */
function isOver(row: AccountRow, since: Date): boolean {
  if (row.state !== 'active') return true;
  if (row.error_code !== null)
    return (
      row.last_attempt_at !== null &&
      row.last_attempt_at >= since &&
      row.next_attempt_at.getTime() - row.last_attempt_at.getTime() > PATIENCE_MS
    );
  return (
    row.mailboxes > 0 &&
    row.complete + row.faulty >= row.mailboxes &&
    row.last_success_at !== null &&
    row.last_success_at >= since &&
    row.next_attempt_at > row.last_success_at
  );
}

const progressLine = (row: AccountRow) =>
  `${row.address} ${row.done}/${row.total ?? '?'}${row.backfill_rate === null || row.done === row.total ? '' : ` (${row.backfill_rate.toFixed(0)}/s)`}${row.error_code === null ? '' : ` ${row.error_code}: ${row.error_detail ?? ''}`}`;

const summary = (row: AccountRow) => ({
  address: row.address,
  state: row.state,
  done: row.done,
  total: row.total,
  error: row.error_code,
});
