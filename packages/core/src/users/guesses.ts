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
  if (wait > 0) throw tooMany('Too many wrong passwords.', wait);
  return {
    async wasRight() {
      await clearAttempts(db, [account.key]);
      await forgiveAttempt(db, address.key);
    },
  };
}

/** Six digits are soon tried out, so a code has fewer attempts than a password; three of a million are right. */
const PER_CODE = { free: 5, windowSeconds: 900, firstBlockSeconds: 60, longestBlockSeconds: 900 };

/**
 * Counts a code of the second factor before it is looked at, whatever sign-in it belongs to.
 * @throws TradepostError 'too-many-requests' with `details.retryAfterSeconds`.
 */
export async function countCode(
  db: Kysely<DB>,
  { userId, ip }: { readonly userId: number; readonly ip: string },
): Promise<{ wasRight(): Promise<void> }> {
  const person: ThrottleRule = { key: `code:${userId}`, ...PER_CODE };
  const address: ThrottleRule = { key: `address:${networkOf(ip)}`, ...PER_ADDRESS };
  const wait = (await countAttempt(db, address)) || (await countAttempt(db, person));
  if (wait > 0) throw tooMany('Too many wrong codes.', wait);
  return {
    async wasRight() {
      await clearAttempts(db, [person.key]);
      await forgiveAttempt(db, address.key);
    },
  };
}

/** Sign-ins by OpenID Connect make us ask another machine: an office has its share, a flood has not. */
const OPENID_PER_ADDRESS = { free: 60, windowSeconds: 900, firstBlockSeconds: 60, longestBlockSeconds: 900 };

/** @returns whether one more may start. */
export async function mayStartOpenId(db: Kysely<DB>, ip: string): Promise<boolean> {
  return (await countAttempt(db, { key: `openid:${networkOf(ip)}`, ...OPENID_PER_ADDRESS })) === 0;
}

/** Links that are mailed: nobody's mailbox is to be flooded, and no list of addresses to be tried out. */
const RESET_PER_ACCOUNT = { free: 3, windowSeconds: 3600, firstBlockSeconds: 900, longestBlockSeconds: 3600 };
const RESET_PER_ADDRESS = {
  free: 20,
  windowSeconds: 3600,
  firstBlockSeconds: 300,
  longestBlockSeconds: 3600,
};

/**
 * @returns whether this address may be sent a link: who asks is not told, for it would say who is known.
 * @throws TradepostError 'too-many-requests' for the network that asks too often, whomever for.
 */
export async function mayMailReset(
  db: Kysely<DB>,
  { email, ip }: { readonly email: string; readonly ip: string },
): Promise<boolean> {
  const wait = await countAttempt(db, { key: `reset-from:${networkOf(ip)}`, ...RESET_PER_ADDRESS });
  if (wait > 0) throw tooMany('Too many links were asked for.', wait);
  return (await countAttempt(db, { key: `reset:${email}`, ...RESET_PER_ACCOUNT })) === 0;
}

const tooMany = (what: string, wait: number) =>
  new TradepostError(
    'too-many-requests',
    `${what} Try again in ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`}.`,
    { details: { retryAfterSeconds: wait } },
  );

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
