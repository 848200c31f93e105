/** What a change of an account means for how it sends. */
import type { DB } from '@tradepost/db';
import type { Selectable } from 'kysely';
import { SecretError } from '../secrets.ts';
import type { AccountPatch } from './change.ts';
import { type AccountDeps, secretOwner } from './deps.ts';
import { SENDING_AT_ONCE, submissionColumns } from './submission.ts';

/** @param privateHostAllowed only the command line says so. @returns null where it means nothing. @throws TradepostError 'invalid-request' */
export async function changeSubmission(
  deps: AccountDeps,
  before: Selectable<DB['mail_account']>,
  patch: AccountPatch,
  privateHostAllowed: boolean,
) {
  if (patch.smtp === undefined)
    return patch.password === undefined && patch.imap === undefined ? null : SENDING_AT_ONCE;
  const allowed =
    before.smtp_private_host_allowed && before.smtp_host === patch.smtp?.host.trim().toLowerCase();
  if (patch.smtp !== null && !allowed)
    await deps.probe.assertSubmissionAllowed(patch.smtp, { privateHostAllowed });
  return submissionColumns(deps.secrets, before, {
    input: patch.smtp,
    imapPassword: () => patch.password ?? openImapPassword(deps, before),
    // Who has the machine in his hands has the password, too.
    imapPasswordGiven: patch.password !== undefined || privateHostAllowed,
    privateHostAllowed,
  });
}

/** Null where it does not open: what was typed is then another one. */
function openImapPassword(deps: AccountDeps, row: Selectable<DB['mail_account']>): string | null {
  try {
    return deps.secrets.open(secretOwner(row.address), row.secret_key_id, row.secret);
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    return null;
  }
}
