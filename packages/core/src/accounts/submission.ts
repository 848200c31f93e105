/** How an account sends: what it has, what its provider is known for, and the password for it. */
import type { Submission, SubmissionInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { providerOfImap } from '@tradepost/mail/imap';
import type { SmtpServer } from '@tradepost/mail/smtp';
import { type Selectable, sql } from 'kysely';
import { TradepostError } from '../errors.ts';
import type { SecretBox } from '../secrets.ts';
import { secretOwner } from './deps.ts';

type Account = Selectable<DB['mail_account']>;
export type SubmissionRow = Pick<
  Account,
  | 'address'
  | 'imap_host'
  | 'imap_user'
  | 'secret'
  | 'secret_key_id'
  | 'smtp_host'
  | 'smtp_port'
  | 'smtp_security'
  | 'smtp_user'
  | 'smtp_secret'
  | 'smtp_secret_key_id'
  | 'smtp_private_host_allowed'
>;
type Settings = Pick<Submission, 'host' | 'port' | 'security' | 'user' | 'source'>;

/** Null: nobody named a server, and its provider is not known. */
export function submissionOf(
  row: Pick<
    SubmissionRow,
    'imap_host' | 'imap_user' | 'smtp_host' | 'smtp_port' | 'smtp_security' | 'smtp_user'
  >,
): Settings | null {
  const { smtp_host: host, smtp_port: port, smtp_security: security } = row;
  if (host !== null && port !== null && security !== null)
    return { host, port, security, user: row.smtp_user, source: 'own' };
  const provider = providerOfImap(row.imap_host);
  return provider === null ? null : { ...provider.smtp, user: row.imap_user, source: 'preset' };
}

/** Whether what it sends lies in its Sent by itself: as somebody said, else as its provider is known for. */
export function savesSent(row: Pick<Account, 'imap_host' | 'append_sent'>): Submission['savesSent'] {
  if (row.append_sent !== null) return row.append_sent ? 'no' : 'always';
  return providerOfImap(row.imap_host)?.savesSent ?? 'no';
}

/** The secret opens for this address and this server only: moved to another one, it is nothing. */
const smtpSecretOwner = (address: string, host: string) =>
  `mail_account_smtp:${address.toLowerCase()}:${host.toLowerCase()}`;

/** @returns null where it has no server. @throws SecretError when the saved password does not open. */
export function openSubmission(secrets: SecretBox, row: SubmissionRow): SmtpServer | null {
  const found = submissionOf(row);
  if (found === null) return null;
  const { host, port, security, user } = found;
  if (user === null) return { host, port, security, auth: null };
  const password =
    found.source === 'own' && row.smtp_secret !== null && row.smtp_secret_key_id !== null
      ? secrets.open(smtpSecretOwner(row.address, host), row.smtp_secret_key_id, row.smtp_secret)
      : secrets.open(secretOwner(row.address), row.secret_key_id, row.secret);
  return { host, port, security, auth: { user, password } };
}

/** @returns the SMTP password sealed with another key; null where there is none, or it is sealed so already. */
export function resealSubmission(row: SubmissionRow, before: SecretBox, after: SecretBox) {
  const { smtp_host: host, smtp_secret: secret, smtp_secret_key_id: keyId } = row;
  if (host === null || secret === null || keyId === null || keyId === after.currentKeyId) return null;
  const owner = smtpSecretOwner(row.address, host);
  return after.seal(owner, before.open(owner, keyId, secret));
}

/** An account that has no server for sending yet. */
export const newSubmission = (
  address: string,
  imap: Pick<SubmissionRow, 'imap_host' | 'imap_user' | 'secret' | 'secret_key_id'>,
): SubmissionRow => ({
  address,
  ...imap,
  smtp_host: null,
  smtp_port: null,
  smtp_security: null,
  smtp_user: null,
  smtp_secret: null,
  smtp_secret_key_id: null,
  smtp_private_host_allowed: false,
});

const AT_ONCE = {
  smtp_next_attempt_at: sql<Date>`now()`,
  smtp_failures: 0,
  smtp_error_code: null,
  smtp_error_detail: null,
  smtp_error_since: null,
};
/** What waited for a server that was at fault is tried at once. */
export const SENDING_AT_ONCE = AT_ONCE;

export interface SubmissionChange {
  readonly input: SubmissionInput | null;
  /** The password of IMAP as it will be: given with the same change, or the saved one. */
  readonly imapPassword: () => string | null;
  readonly imapPasswordGiven: boolean;
  /** Only the command line says so. */
  readonly privateHostAllowed: boolean;
}

/**
 * The columns of a new submission server. The saved password goes to no server that its owner has not typed it for:
 * else who may change the settings could have it sent to one of his own. The provider's server, and the one that IMAP
 * uses, have it anyway; over an open line nobody gets it unasked.
 * @param before the account, or what it will be.
 * @throws TradepostError 'invalid-request'.
 */
export function submissionColumns(secrets: SecretBox, before: SubmissionRow, change: SubmissionChange) {
  const none = {
    smtp_host: null,
    smtp_port: null,
    smtp_security: null,
    smtp_user: null,
    smtp_secret: null,
    smtp_secret_key_id: null,
    smtp_private_host_allowed: false,
    ...AT_ONCE,
  };
  if (change.input === null) return none;
  const { port, security, password } = change.input;
  const host = change.input.host.trim().toLowerCase();
  const user = change.input.user?.trim() || null;
  const same = before.smtp_host === host && before.smtp_security === security;
  const kept =
    same && password === undefined
      ? { smtp_secret: before.smtp_secret, smtp_secret_key_id: before.smtp_secret_key_id }
      : { smtp_secret: null, smtp_secret_key_id: null };
  const columns = {
    smtp_host: host,
    smtp_port: port,
    smtp_security: security,
    smtp_user: user,
    smtp_private_host_allowed:
      change.privateHostAllowed || (before.smtp_host === host && before.smtp_private_host_allowed),
    ...AT_ONCE,
  };
  if (user === null) return { ...columns, smtp_secret: null, smtp_secret_key_id: null };
  if (typeof password === 'string' && password !== change.imapPassword()) {
    const { keyId, sealed } = secrets.seal(smtpSecretOwner(before.address, host), password);
    return { ...columns, smtp_secret: sealed, smtp_secret_key_id: keyId };
  }
  const known = [before.imap_host, providerOfImap(before.imap_host)?.smtp.host].includes(host);
  const trusted = (known && security !== 'none') || (same && password === undefined);
  if (!trusted && typeof password !== 'string' && !change.imapPasswordGiven)
    throw new TradepostError('invalid-request', 'With a new server for sending, enter the password again.');
  return { ...columns, ...kept };
}
