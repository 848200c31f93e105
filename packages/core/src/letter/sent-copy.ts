/** The copy in the account's Sent on its server: put there after the mail was taken, never a reason to send again. */
import type { LetterRow } from '@tradepost/db/queries/letter-work';
import { ImapFault, makeHostGuard, putIntoSent } from '@tradepost/mail/imap';
import { withBcc } from '@tradepost/mail/smtp';
import { savesSent } from '../accounts/submission.ts';
import { secretOwner } from '../accounts/deps.ts';
import { SecretError } from '../secrets.ts';
import { readComposed } from './compose.ts';
import type { Account, WorkDeps } from './work-deps.ts';

/** Milliseconds in which a server that keeps a copy by itself has done so. */
const OWN_COPY_MS = 60_000;
/** Tries, over some three days; then its author may put it there by hand. */
const MOST_FAILURES = 80;

export type CopyOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'due'; readonly error: string | null }
  | { readonly state: 'failed'; readonly error: string };

/** When it may be looked for. */
export const copyDueAt = (letter: LetterRow, account: Pick<Account, 'imap_host' | 'append_sent'>): number =>
  (letter.sent_at?.getTime() ?? 0) + (savesSent(account) === 'setting' ? OWN_COPY_MS : 0);

export async function putSentCopy(deps: WorkDeps, letter: LetterRow, account: Account): Promise<CopyOutcome> {
  if (account.state === 'removed') return { state: 'failed', error: 'account-removed' };
  if (account.state === 'paused') return { state: 'due', error: 'account-paused' };
  try {
    const found = await lookInSent(deps, letter, account, 'append');
    return found === 'no-sent' ? { state: 'failed', error: 'no-sent' } : { state: 'done' };
  } catch (error) {
    const code =
      error instanceof ImapFault ? error.code : error instanceof SecretError ? 'secret-unreadable' : null;
    if (code === null) throw error;
    return letter.append_failures + 1 >= MOST_FAILURES
      ? { state: 'failed', error: code }
      : { state: 'due', error: code };
  }
}

/** @throws ImapFault, SecretError, BlobError. */
export async function lookInSent(
  deps: WorkDeps,
  letter: LetterRow,
  account: Account,
  how: 'append' | 'look',
): Promise<'there' | 'appended' | 'absent' | 'no-sent'> {
  const password = deps.secrets.open(secretOwner(account.address), account.secret_key_id, account.secret);
  const raw = how === 'look' ? Buffer.alloc(0) : await readComposed(deps, letter.blob_id as number);
  return putIntoSent(
    {
      host: account.imap_host,
      port: account.imap_port,
      security: account.imap_security,
      user: account.imap_user,
      password,
    },
    {
      guard: makeHostGuard({
        allowedHosts: deps.allowedMailHosts,
        allowPrivate: account.private_host_allowed,
      }),
    },
    {
      raw:
        how === 'look'
          ? raw
          : withBcc(
              raw,
              letter.bcc_list.map(({ address }) => address),
            ),
      messageId: letter.rfc_message_id as string,
      sentAt: letter.sent_at ?? new Date(),
    },
    how,
  );
}
