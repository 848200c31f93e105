/**
 * Sends what is due. Any number of processes may: a mail is claimed under a lease, one at a time.
 *
 *   queued → sending → sent
 *                    → queued, later: the server said "not now", or could not be reached
 *                    → failed: the server refused it for good, or "not now" for days
 *                    → unknown: its end was on the wire and no answer came. It may have been delivered, so it is
 *                      never sent again by itself (I8); a person decides.
 */
import type { OutgoingErrorCode } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  claimOutboxMail,
  expireOldMail,
  type OutboxRow,
  recordHandOver,
  recordNotSent,
  recordSent,
  settleLostAttempts,
} from '@tradepost/db/queries/outbox';
import { composeMail, sendMail, SmtpFault } from '@tradepost/mail/smtp';
import { type Kysely, sql } from 'kysely';
import { SecretError } from '../secrets.ts';
import { smtpGuard } from './host-guard.ts';
import { findOutgoingServer, openOutgoingServer, type OutgoingServerRow, type ServerDeps } from './server.ts';

export interface SendOptions {
  /** Ends between two mails, and breaks off the one under way. */
  readonly signal?: AbortSignal;
  /** Milliseconds without a word from the server; for tests. */
  readonly patienceMs?: number;
  /** Seconds; longer than any attempt. For tests. */
  readonly leaseSeconds?: number;
}

/** Longer than the deadline of an attempt (4 minutes), so that only a dead sender loses it. */
const LEASE_SECONDS = 300;
/** One tick ends after so many; the next one goes on. */
const MOST_PER_TICK = 50;
/** A mail that could not be sent for so long is given up: what it says is of no use any more. */
const GIVE_UP_DAYS = 3;
const FIRST_DELAY_SECONDS = 60;
const LONGEST_DELAY_SECONDS = 3_600;

/** @returns how many were sent. */
export async function sendDueMail(deps: ServerDeps, options: SendOptions = {}): Promise<number> {
  await settleLostAttempts(deps.db);
  const server = await findOutgoingServer(deps.db);
  if (server === undefined || server.next_attempt_at.getTime() > Date.now()) return 0;
  await expireOldMail(deps.db, GIVE_UP_DAYS);
  let sent = 0;
  for (let count = 0; count < MOST_PER_TICK && options.signal?.aborted !== true; count++) {
    const mail = await claimOutboxMail(deps.db, options.leaseSeconds ?? LEASE_SECONDS);
    if (mail === undefined) break;
    const outcome = await attempt(deps, server, mail, options);
    if (outcome === 'sent') sent++;
    // The next mail would meet the same fault.
    if (outcome === 'server-fault') break;
  }
  return sent;
}

/** One mail now, whenever it is due; for a person who waits for the answer. */
export async function sendOneMail(deps: ServerDeps, id: number, options: SendOptions = {}): Promise<void> {
  const server = await findOutgoingServer(deps.db);
  if (server === undefined) return;
  const mail = await claimOutboxMail(deps.db, options.leaseSeconds ?? LEASE_SECONDS, id);
  if (mail !== undefined) await attempt(deps, server, mail, options);
}

type Outcome = 'sent' | 'mail-fault' | 'server-fault';

async function attempt(
  deps: ServerDeps,
  server: OutgoingServerRow,
  mail: OutboxRow,
  options: SendOptions,
): Promise<Outcome> {
  const { db } = deps;
  try {
    await hand(deps, server, mail, options);
  } catch (error) {
    const fault = toFault(error);
    const { state, delay } = decide(fault, mail);
    const told = { code: fault.code, detail: fault.detail };
    await recordNotSent(db, mail, state, told, delay);
    if (fault.scope !== 'server') return 'mail-fault';
    await recordServerFault(db, server, told, delay);
    return 'server-fault';
  }
  await recordSent(db, mail);
  await db
    .updateTable('outgoing_server')
    .set({ last_success_at: sql<Date>`now()`, ...NO_FAULT })
    .execute();
  return 'sent';
}

async function hand(deps: ServerDeps, server: OutgoingServerRow, mail: OutboxRow, options: SendOptions) {
  const composed = await composeMail({
    from: { name: server.from_name, address: server.from_address },
    to: mail.to_address,
    messageId: mail.rfc_message_id,
    inReplyTo: mail.in_reply_to,
    date: mail.first_attempt_at ?? mail.created_at,
    subject: mail.subject,
    text: mail.body_text,
    html: mail.body_html,
  });
  await sendMail(openOutgoingServer(deps.secrets, server), composed, {
    guard: smtpGuard(deps, server.private_host_allowed),
    mayEnd: () => recordHandOver(deps.db, mail),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
}

interface Fault {
  readonly code: OutgoingErrorCode;
  readonly detail: string | null;
  readonly scope: 'server' | 'mail';
  readonly permanent: boolean;
  readonly maybeDelivered: boolean;
}

function toFault(error: unknown): Fault {
  if (error instanceof SmtpFault) return error;
  const known = { detail: null, maybeDelivered: false };
  if (error instanceof SecretError)
    return { ...known, code: 'secret-unreadable', scope: 'server', permanent: false };
  if (error instanceof RangeError) return { ...known, code: 'bad-address', scope: 'mail', permanent: true };
  throw error;
}

function decide(fault: Fault, mail: OutboxRow): { state: 'queued' | 'failed' | 'unknown'; delay: number } {
  const delay = backOff(mail.attempts);
  if (fault.maybeDelivered) return { state: 'unknown', delay };
  // A fault of the server's is mended by a person, and then everything that waited is sent.
  if (fault.scope === 'server') return { state: 'queued', delay };
  const since = mail.first_attempt_at ?? mail.created_at;
  const old = Date.now() - since.getTime() > GIVE_UP_DAYS * 24 * 3_600_000;
  return { state: fault.permanent || old ? 'failed' : 'queued', delay };
}

/** Seconds: doubled each time, a little apart from each other's. */
function backOff(attempts: number): number {
  const delay = Math.min(FIRST_DELAY_SECONDS * 2 ** Math.min(attempts - 1, 10), LONGEST_DELAY_SECONDS);
  return delay * (0.8 + Math.random() * 0.4);
}

const NO_FAULT = { error_code: null, error_detail: null, error_since: null, failures: 0 };

/** Unless the settings were changed meanwhile: the fault is of the old ones. */
async function recordServerFault(
  db: Kysely<DB>,
  server: OutgoingServerRow,
  fault: { code: string; detail: string | null },
  delay: number,
): Promise<void> {
  await sql`
    update outgoing_server set error_code = ${fault.code}, error_detail = ${fault.detail},
      error_since = coalesce(error_since, now()), failures = failures + 1,
      next_attempt_at = now() + ${delay} * interval '1 second'
    where date_trunc('milliseconds', updated_at) = ${server.updated_at}`.execute(db);
}
