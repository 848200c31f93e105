/** What a person wants to know of an account at a glance (I6). */
import type { MailAccount, Mailbox, Progress, Submission } from '@tradepost/contract';
import type { MailboxAccounting } from '@tradepost/db/queries/accounting';
import type { AccountRow } from '@tradepost/db/queries/accounts';
import type { MailboxRow } from '@tradepost/db/queries/mailboxes';
import { savesSent, submissionOf } from './submission.ts';

/** Older than this a success says nothing of now: the account is waiting for its turn, not synced. */
const FRESH_MS = 30 * 60 * 1000;

type Status = MailAccount['status'];

/** 'synced' only when every archived mailbox is wholly covered, none says that more is there, and that is fresh. */
export function accountStatus(row: AccountRow, now: number): Status {
  if (row.state === 'paused') return 'paused';
  if (row.error_code !== null) return 'error';
  if (row.mailboxes === 0) return 'waiting';
  if (row.faulty > 0 && row.complete + row.faulty >= row.mailboxes) return 'error';
  if (row.complete < row.mailboxes) return 'syncing';
  if (row.not_kept_since !== null) return 'error';
  if (row.last_success_at === null || now - row.last_success_at.getTime() > FRESH_MS) return 'waiting';
  return 'synced';
}

/** @param rate messages a second, lately. */
export function progressOf(done: number, total: number | null, rate: number | null): Progress {
  const running = total !== null && done < total && rate !== null && rate > 0;
  return {
    done,
    total,
    ratePerSecond: running ? rate : null,
    secondsLeft: running ? Math.ceil((total - done) / rate) : null,
  };
}

type Fault = NonNullable<MailAccount['fault']>;

function faultOf(row: { error_code: string | null; error_detail: string | null; error_since: Date | null }) {
  if (row.error_code === null) return null;
  return {
    code: row.error_code as Fault['code'],
    detail: row.error_detail,
    since: (row.error_since ?? new Date(0)).toISOString(),
  };
}

/** The account works, and is not whole. */
function notKept(row: AccountRow): Fault | null {
  if (row.not_kept_since === null) return null;
  return { code: 'mailboxes-not-kept', detail: row.not_kept_detail, since: row.not_kept_since.toISOString() };
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function describeAccount(row: AccountRow, now = Date.now()): MailAccount {
  return {
    id: row.id,
    address: row.address,
    aliases: row.aliases,
    displayName: row.display_name,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    provider: row.provider,
    imap: { host: row.imap_host, port: row.imap_port, security: row.imap_security, user: row.imap_user },
    state: row.state === 'paused' ? 'paused' : 'active',
    status: accountStatus(row, now),
    watching: row.watching,
    unified: row.unified,
    lastSuccessAt: iso(row.last_success_at),
    lastAttemptAt: iso(row.last_attempt_at),
    nextAttemptAt: row.state === 'paused' ? null : iso(row.next_attempt_at),
    fault: faultOf(row) ?? notKept(row),
    progress: progressOf(row.done, row.total, row.backfill_rate),
    quarantined: row.quarantined,
    smtp: describeSubmission(row),
    createdAt: row.created_at.toISOString(),
  };
}

function describeSubmission(row: AccountRow): Submission | null {
  const found = submissionOf(row);
  if (found === null) return null;
  const { smtp_error_code: code, smtp_error_detail: detail } = row;
  return {
    ...found,
    ownPassword: row.smtp_own_password,
    lastSuccessAt: iso(row.smtp_last_success_at),
    fault: code === null ? null : { code, detail, since: iso(row.smtp_error_since) },
    nextAttemptAt: code === null ? null : iso(row.smtp_next_attempt_at),
    appendSent: row.append_sent,
    savesSent: savesSent({ ...row, append_sent: null }),
  };
}

export function describeMailbox(row: MailboxRow, accounting: MailboxAccounting): Mailbox {
  const { mailboxId: _, ...counts } = accounting;
  return {
    id: row.id,
    path: row.path,
    kind: row.kind,
    specialUse: row.special_use,
    included: row.skip_reason === null,
    skipReason: row.skip_reason,
    chosen: row.chosen,
    vanishedAt: iso(row.vanished_at),
    lastSuccessAt: iso(row.last_success_at),
    reconciledAt: iso(row.reconciled_at),
    fault: faultOf(row),
    progress: progressOf(row.place_count, row.server_count, row.complete ? null : row.backfill_rate),
    accounting: counts,
  };
}
