/** What is recorded of an account's and a mailbox's health (I6), and how failures are told apart. */
import type { AccountErrorCode } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { ImapFault } from '@tradepost/mail/imap';
import { type Kysely, sql } from 'kysely';
import { BlobError } from '../blobs/blob-store.ts';
import { describeError } from '../errors.ts';
import { SecretError } from '../secrets.ts';
import { waitAfterFailure } from './backoff.ts';

export interface SyncFault {
  readonly code: AccountErrorCode;
  readonly detail: string | null;
  readonly retryAfterMs: number;
}

/** Classes of SQLSTATE that mean "not now": 08 connection, 40 another got in between, 53 resources, 55 locks, 57 intervention. */
const DATABASE_CODES = /^(08|40|53|55|57)...$/;
/** Only Postgres is spoken to without an ImapFault around what the socket says. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg says without a code. */
const DATABASE_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection error|was closed))/;

function isDatabaseFault(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return DATABASE_CODES.test(code) || SOCKET_CODES.has(code);
  return typeof message === 'string' && DATABASE_WORDS.test(message);
}

export function toFault(error: unknown): SyncFault {
  if (error instanceof ImapFault)
    return { code: error.code, detail: error.detail, retryAfterMs: error.retryAfterMs ?? 0 };
  if (error instanceof BlobError)
    return {
      code: error.code === 'storage-full' ? 'storage-full' : 'internal',
      detail: error.message,
      retryAfterMs: 0,
    };
  if (error instanceof SecretError)
    return { code: 'secret-unreadable', detail: error.message, retryAfterMs: 0 };
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (code === '53100' || code === 'ENOSPC'))
    return { code: 'storage-full', detail: describeError(error), retryAfterMs: 0 };
  if (isDatabaseFault(error))
    return { code: 'database-unavailable', detail: describeError(error), retryAfterMs: 0 };
  return { code: 'internal', detail: describeError(error), retryAfterMs: 0 };
}

export async function recordAccountFault(db: Kysely<DB>, accountId: number, fault: SyncFault): Promise<void> {
  const row = await db
    .selectFrom('mail_account')
    .select('failures')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return;
  const failures = row.failures + 1;
  const wait = waitAfterFailure(fault.code, failures, fault.retryAfterMs);
  await sql`
    update mail_account set error_code = ${fault.code}, error_detail = ${fault.detail},
      error_since = case when error_code is null then now() else coalesce(error_since, now()) end,
      failures = ${failures}, last_attempt_at = now(),
      next_attempt_at = now() + ${`${wait} milliseconds`}::interval
    where id = ${accountId} and state = 'active'`.execute(db);
}

/**
 * @param since when the look began. Whoever asked for one after that is not answered by it: the account stays due.
 * @param nextInMs when the account is looked at again at the latest: earlier where one of its mailboxes is due after a
 *   fault, and a watcher may call. Null: its round is not over, and it stays due.
 */
export async function recordAccountSuccess(
  db: Kysely<DB>,
  accountId: number,
  since: Date,
  nextInMs: number | null,
): Promise<void> {
  const next =
    nextInMs === null
      ? sql`next_attempt_at`
      : sql`least(now() + ${`${nextInMs} milliseconds`}::interval,
          case when next_attempt_at > ${since} then next_attempt_at end, (
          select min(b.next_attempt_at) from mailbox b
          where b.account_id = mail_account.id and b.kind = 'imap' and b.skip_reason is null and b.vanished_at is null
            and b.error_code is not null))`;
  await sql`
    update mail_account set error_code = null, error_detail = null, error_since = null, failures = 0,
      last_attempt_at = now(), last_success_at = now(), next_attempt_at = ${next}
    where id = ${accountId}`.execute(db);
}

export async function recordMailboxFault(db: Kysely<DB>, mailboxId: number, fault: SyncFault): Promise<void> {
  const row = await db
    .selectFrom('mailbox')
    .select('failures')
    .where('id', '=', mailboxId)
    .executeTakeFirst();
  if (row === undefined) return;
  const failures = row.failures + 1;
  const wait = waitAfterFailure(fault.code, failures, fault.retryAfterMs);
  await sql`
    update mailbox set error_code = ${fault.code}, error_detail = ${fault.detail},
      error_since = case when error_code is null then now() else coalesce(error_since, now()) end,
      failures = ${failures}, next_attempt_at = now() + ${`${wait} milliseconds`}::interval
    where id = ${mailboxId}`.execute(db);
}

export async function recordMailboxSuccess(db: Kysely<DB>, mailboxId: number): Promise<void> {
  await sql`
    update mailbox set error_code = null, error_detail = null, error_since = null, failures = 0,
      last_success_at = now(), next_attempt_at = now()
    where id = ${mailboxId}`.execute(db);
}

/** A look for new mail says nothing of the past: what is unreadable there stays a fault until it was read. */
export async function recordNewMailSuccess(db: Kysely<DB>, mailboxId: number): Promise<void> {
  await sql`
    update mailbox set error_code = null, error_detail = null, error_since = null, failures = 0,
      last_success_at = now(), next_attempt_at = now()
    where id = ${mailboxId} and error_code is distinct from 'mailbox-unreadable'`.execute(db);
}

/** A part of it came: what kept it back before is over. What is unreadable stays a fault until it was read. */
export async function recordMailboxProgress(db: Kysely<DB>, mailboxId: number): Promise<void> {
  await sql`
    update mailbox set error_code = null, error_detail = null, error_since = null, failures = 0
    where id = ${mailboxId} and error_code <> 'mailbox-unreadable'`.execute(db);
}
