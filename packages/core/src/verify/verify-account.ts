/** The proof that an account's archive is whole: every mailbox compared with the server, and the sum (I6). */
import type { AccountErrorCode } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { type MailboxAccounting, mailboxAccounting } from '@tradepost/db/queries/accounting';
import { ImapFault } from '@tradepost/mail/imap';
import type { Kysely } from 'kysely';
import { SecretError } from '../secrets.ts';
import { connectAccount } from '../sync/connections.ts';
import type { SyncDeps } from '../sync/deps.ts';
import { toFault } from '../sync/health.ts';
import { loadActiveAccount } from '../sync/load-account.ts';
import { refreshMailboxes } from '../sync/mailbox-list.ts';
import { reconcileMailbox } from '../sync/reconcile.ts';

export interface MailboxProof extends MailboxAccounting {
  readonly path: string;
  readonly kind: 'imap' | 'import' | 'letters';
  readonly skipReason: string | null;
  /** The server no longer lists it: deleted, or renamed. */
  readonly gone: boolean;
  /** Of the missing those that were thought to be in the archive: they are fetched again. */
  readonly lost: number;
  /** Compared with the server just now, UID by UID. */
  readonly compared: boolean;
  /** Why it could not be compared, in words. */
  readonly problem: string | null;
  /** server = archived + duplicates + quarantined + skipped, nothing missing. */
  readonly complete: boolean;
}

export interface AccountProof {
  readonly accountId: number;
  readonly address: string;
  readonly problem: string | null;
  /** The problem's code and the server's words, where it was one of reaching the server. */
  readonly fault: { readonly code: AccountErrorCode; readonly detail: string | null } | null;
  readonly complete: boolean;
  readonly mailboxes: readonly MailboxProof[];
}

/** Compares with the server; where that cannot be reached, the account is not complete and says why. */
export async function verifyAccount(
  deps: Pick<SyncDeps, 'db' | 'secrets' | 'allowedMailHosts' | 'log'>,
  accountId: number,
): Promise<AccountProof> {
  const account = await deps.db
    .selectFrom('mail_account')
    .select(['address', 'state'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  const problems = new Map<number, { problem: string | null; lost: number }>();
  let problem: string | null = null;
  let fault: AccountProof['fault'] = null;
  const login = await loadActiveAccount(deps.db, accountId);
  if (login === null) problem = `The account is ${account.state}: it is not compared with the server.`;
  else
    try {
      await compareAll(deps, login, problems);
    } catch (error) {
      if (!(error instanceof ImapFault) && !(error instanceof SecretError)) throw error;
      const { code, detail } = toFault(error);
      problem = `${code}: ${detail ?? error.message}`;
      fault = { code, detail };
    }
  const { not_kept_detail: notKept } = await deps.db
    .selectFrom('mail_account')
    .select('not_kept_detail')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  if (problem === null && notKept !== null) {
    problem = `mailboxes-not-kept: ${notKept}`;
    fault = { code: 'mailboxes-not-kept', detail: notKept };
  }
  const boxes = await listMailboxes(deps.db, accountId);
  const accounting = new Map(
    (await mailboxAccounting(deps.db, { accountId })).map((row) => [row.mailboxId, row]),
  );
  const mailboxes = boxes.map((box): MailboxProof => {
    const sums = accounting.get(box.id) as MailboxAccounting;
    const compared = problems.get(box.id)?.problem === null;
    const needed = box.kind === 'imap' && box.skip_reason === null && box.vanished_at === null;
    return {
      ...sums,
      path: box.path,
      kind: box.kind,
      skipReason: box.skip_reason,
      gone: box.vanished_at !== null,
      lost: problems.get(box.id)?.lost ?? 0,
      compared,
      problem: problems.get(box.id)?.problem ?? null,
      complete: !needed || (compared && sums.missing === 0),
    };
  });
  return {
    accountId,
    address: account.address,
    problem,
    fault,
    // An account that was never listed has no mailboxes, which proves nothing.
    complete: problem === null && mailboxes.length > 0 && mailboxes.every((box) => box.complete),
    mailboxes,
  };
}

async function compareAll(
  deps: Parameters<typeof verifyAccount>[0],
  login: NonNullable<Awaited<ReturnType<typeof loadActiveAccount>>>,
  problems: Map<number, { problem: string | null; lost: number }>,
): Promise<void> {
  const connection = await connectAccount(deps, login);
  try {
    await refreshMailboxes(deps.db, connection, login.id, 'all');
    for (const box of await listMailboxes(deps.db, login.id)) {
      if (box.kind !== 'imap' || box.skip_reason !== null || box.vanished_at !== null) continue;
      try {
        const proof = await reconcileMailbox(deps.db, connection, {
          id: box.id,
          accountId: login.id,
          path: box.path,
        });
        problems.set(box.id, {
          problem: proof.proven ? null : 'The server counts other mails than it lists.',
          lost: proof.wereCovered,
        });
      } catch (error) {
        if (!(error instanceof ImapFault) || !connection.usable) throw error;
        problems.set(box.id, { problem: error.detail ?? error.message, lost: 0 });
      }
    }
  } finally {
    await connection.close();
  }
}

const listMailboxes = (db: Kysely<DB>, accountId: number) =>
  db
    .selectFrom('mailbox')
    .select(['id', 'path', 'kind', 'skip_reason', 'vanished_at'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
