/** What becomes of a mail that was not sent. */
import type { OutgoingErrorCode } from '@tradepost/contract';
import type { OutboxRow } from '@tradepost/db/queries/outbox';
import { SmtpFault } from '@tradepost/mail/smtp';
import { SecretError } from '../secrets.ts';
import { WayOutError } from './way-out.ts';

/** A mail that could not be sent for so long is given up: what it says is of no use any more. */
export const GIVE_UP_DAYS = 3;
const FIRST_DELAY_SECONDS = 60;
const LONGEST_DELAY_SECONDS = 3_600;

export interface Fault {
  readonly code: OutgoingErrorCode;
  readonly detail: string | null;
  readonly scope: 'server' | 'mail';
  readonly permanent: boolean;
  readonly maybeDelivered: boolean;
}

/** @throws what is no fault of sending, such as a lost database. */
export function toFault(error: unknown): Fault {
  if (error instanceof SmtpFault) return error;
  const known = { detail: null, maybeDelivered: false };
  if (error instanceof SecretError)
    return { ...known, code: 'secret-unreadable', scope: 'server', permanent: false };
  if (error instanceof WayOutError) return { ...known, code: error.code, scope: 'server', permanent: true };
  if (error instanceof RangeError) return { ...known, code: 'bad-address', scope: 'mail', permanent: true };
  throw error;
}

export interface Outcome {
  readonly state: 'queued' | 'failed' | 'unknown';
  /** Seconds until it is tried again. */
  readonly delay: number;
}

export function outcomeOf(fault: Fault, mail: OutboxRow): Outcome {
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
