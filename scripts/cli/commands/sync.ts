import { TradepostError } from '@tradepost/core/errors';
import { listAccounts, type AccountRow } from '@tradepost/db/queries/accounts';
import type { Command } from '../command.ts';
import { faultWords } from '../fault-words.ts';
import { chooseAccounts } from '../find-account.ts';
import { listMailboxFaults, mailboxFaultLine, type MailboxFault } from '../mailbox-faults.ts';
import { ADMINISTRATOR, type Runtime, withRuntime } from '../runtime.ts';
import { askForSync, databaseTime, waitForSync } from '../wait-for-sync.ts';

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
      for (const { id } of accounts) await askForSync(runtime, id);
      if (context.options.wait !== true) {
        context.print({ asked: accounts.map((account) => account.address) }, () => ['Asked.']);
        return 0;
      }
      const rows = await waitForSync(runtime, ids, since, {
        idleMs: IDLE_PATIENCE_MS,
        tell: (now) => context.progress(now.map(progressLine).join(' · ')),
      });
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
