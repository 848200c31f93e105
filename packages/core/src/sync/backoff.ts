/** When to try an account or a mailbox again after a failure. */
import type { AccountErrorCode } from '@tradepost/contract';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** First wait and longest wait, in milliseconds. What a person must mend is asked rarely: servers lock out. */
const WAITS: Partial<Record<AccountErrorCode, readonly [number, number]>> = {
  'wrong-password': [10 * MINUTE, 240 * MINUTE],
  'app-password-needed': [30 * MINUTE, 240 * MINUTE],
  'imap-disabled': [30 * MINUTE, 240 * MINUTE],
  'host-not-allowed': [30 * MINUTE, 240 * MINUTE],
  'secret-unreadable': [5 * MINUTE, 60 * MINUTE],
  // Microsoft asks for 300 seconds.
  'refused-for-now': [5 * MINUTE, 60 * MINUTE],
  'too-many-connections': [2 * MINUTE, 30 * MINUTE],
  'storage-full': [15 * SECOND, 60 * SECOND],
  'database-unavailable': [2 * SECOND, 30 * SECOND],
  'mailbox-unreadable': [MINUTE, 60 * MINUTE],
  'connection-lost': [2 * SECOND, 5 * MINUTE],
};
const OTHER = [5 * SECOND, 10 * MINUTE] as const;

/**
 * Doubling, with jitter of a fifth either way so that accounts of one server do not come back together.
 * @param failures how many in a row, this one included.
 * @param retryAfterMs what the server asked for; outranks the table where longer.
 * @returns milliseconds.
 */
export function waitAfterFailure(
  code: AccountErrorCode,
  failures: number,
  retryAfterMs = 0,
  random: () => number = Math.random,
): number {
  const [first, most] = WAITS[code] ?? OTHER;
  const wait = Math.max(Math.min(first * 2 ** Math.min(Math.max(failures, 1) - 1, 20), most), retryAfterMs);
  return Math.round(wait * (0.8 + 0.4 * random()));
}
