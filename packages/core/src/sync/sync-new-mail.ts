/** New mail of one mailbox, ahead of every backfill: what a watcher asks for. */
import type { ConnectionCache } from './connections.ts';
import type { SyncDeps } from './deps.ts';
import { recordMailboxSuccess } from './health.ts';
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
  if (account === null) return;
  const outcome = await connections.use(account, (connection) =>
    syncMailbox(
      deps,
      connection,
      { id: mailbox.id, accountId: account.id, path: mailbox.path },
      {
        scope: 'new',
        shouldStop: () => signal.aborted,
        onArchived: (result) => tellArchived(deps, account.id, result),
      },
    ),
  );
  if (outcome.complete && !outcome.generationBegun) await recordMailboxSuccess(deps.db, mailbox.id);
  // A new generation has a past to fetch, and a stuck mail wants another look: the slice does both.
  if (outcome.generationBegun || outcome.stuck.length > 0)
    await deps.queues.add('sync-account', { accountId: account.id });
}
