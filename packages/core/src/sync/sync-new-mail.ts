/** New mail of one mailbox, ahead of every backfill: what a watcher asks for. */
import { sql } from 'kysely';
import type { ConnectionCache } from './connections.ts';
import type { SyncDeps } from './deps.ts';
import { recordNewMailSuccess } from './health.ts';
import { loadActiveAccount } from './load-account.ts';
import { syncMailbox } from './sync-mailbox.ts';
import { tellArchived } from './tell.ts';

/** @throws ImapFault and others; the account's next slice finds what this one missed. */
export async function syncNewMail(
  deps: SyncDeps,
  connections: ConnectionCache,
  mailboxId: number,
  signal: AbortSignal,
): Promise<void> {
  const mailbox = await deps.db
    .selectFrom('mailbox')
    .select(['id', 'account_id', 'path'])
    .where('id', '=', mailboxId)
    .where('skip_reason', 'is', null)
    .where('vanished_at', 'is', null)
    .executeTakeFirst();
  if (mailbox === undefined) return;
  const account = await loadActiveAccount(deps.db, mailbox.account_id);
  // One at fault is tried by its slice alone, which looks at all of it: providers lock out who comes too often.
  if (account === null || account.error_code !== null) return;
  const outcome = await connections.use(account, (connection) =>
    syncMailbox(
      deps,
      connection,
      { id: mailbox.id, accountId: account.id, path: mailbox.path },
      {
        scope: 'new',
        shouldStop: async () => signal.aborted || (await loadActiveAccount(deps.db, account.id)) === null,
        onArchived: (result) => tellArchived(deps, account.id, result),
      },
    ),
  );
  const settled = !outcome.stopped && outcome.stuck.length === 0 && !outcome.generationBegun;
  if (settled) await recordNewMailSuccess(deps.db, mailbox.id);
  // A new generation has a past to fetch, a stuck mail wants another look, a doubt a proof: the slice does all three.
  if (!outcome.stopped && (!settled || outcome.doubtful)) await askForSlice(deps, account.id, mailbox.id);
}

async function askForSlice(deps: SyncDeps, accountId: number, mailboxId: number): Promise<void> {
  await sql`
    update mailbox set reconciled_at = null where id = ${mailboxId} and error_code is null`.execute(deps.db);
  const { numUpdatedRows } = await deps.db
    .updateTable('mail_account')
    .set({ next_attempt_at: sql<Date>`now()` })
    .where('id', '=', accountId)
    // A back-off is not cut short.
    .where('error_code', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await deps.queues.add('sync-account', { accountId });
}
