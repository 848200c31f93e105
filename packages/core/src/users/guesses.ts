/** Guessing of passwords, slowed down per account and per address of the network; the counts stand in Postgres. */
import { isIPv6 } from 'node:net';
import type { DB } from '@tradepost/db';
import {
  clearAttempts,
  countAttempt,
  forgiveAttempt,
  type ThrottleRule,
} from '@tradepost/db/queries/sessions';
import type { Kysely } from 'kysely';
import { TradepostError } from '../errors.ts';

/** Ten wrong passwords in a quarter of an hour; then a minute's pause that doubles up to a quarter of an hour. */
const PER_ACCOUNT = { free: 10, windowSeconds: 900, firstBlockSeconds: 60, longestBlockSeconds: 900 };
/** An office shares one address, so it has more; a guesser over many accounts still meets it soon. */
const PER_ADDRESS = { free: 50, windowSeconds: 900, firstBlockSeconds: 60, longestBlockSeconds: 900 };

/**
 * Counts a password before it is looked at. Wherever one is asked for it is the same count: a stolen session
 * must not be the faster way to guess.
 * @param email lower case.
 * @throws TradepostError 'too-many-requests' with `details.retryAfterSeconds`.
 */
export async function countGuess(
  db: Kysely<DB>,
  { email, ip }: { readonly email: string; readonly ip: string },
): Promise<{ wasRight(): Promise<void> }> {
  const account: ThrottleRule = { key: `account:${email}`, ...PER_ACCOUNT };
  const address: ThrottleRule = { key: `address:${networkOf(ip)}`, ...PER_ADDRESS };
  const wait = (await countAttempt(db, address)) || (await countAttempt(db, account));
  if (wait > 0)
    throw new TradepostError(
      'too-many-requests',
      `Too many wrong passwords. Try again in ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`}.`,
      { details: { retryAfterSeconds: wait } },
    );
  return {
    async wasRight() {
      await clearAttempts(db, [account.key]);
      await forgiveAttempt(db, address.key);
    },
  };
}

/** An IPv6 host has 2^64 addresses of its own, so its /64 counts as one. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped !== null) return mapped[1] as string;
  const [head = '', tail = ''] = ip.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
