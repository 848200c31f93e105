/** Signing in, slowed down per account and per address of the network; the counts stand in Postgres. */
import { isIPv6 } from 'node:net';
import type { DB } from '@tradepost/db';
import {
  clearAttempts,
  countAttempt,
  forgiveAttempt,
  type ThrottleRule,
} from '@tradepost/db/queries/sessions';
import { findUserByEmail, type UserRow } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { verifyPassword } from './password.ts';
import { type NewSession, startSession } from './session.ts';

/** Ten wrong passwords in a quarter of an hour; then a minute's pause that doubles up to a quarter of an hour. */
const PER_ACCOUNT = { free: 10, windowSeconds: 900, firstBlockSeconds: 60, longestBlockSeconds: 900 };
/** An office shares one address, so it has more; a guesser over many accounts still meets it soon. */
const PER_ADDRESS = { free: 50, windowSeconds: 900, firstBlockSeconds: 60, longestBlockSeconds: 900 };

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  readonly ip: string;
  readonly userAgent: string | null;
}

/**
 * @throws TradepostError 'wrong-credentials' (also for an unknown or disabled user, after the same time) or
 *   'too-many-requests' with `details.retryAfterSeconds`.
 */
export async function signIn(
  db: Kysely<DB>,
  request: SignInRequest,
): Promise<{ user: UserRow; session: NewSession }> {
  const email = request.email.trim().toLowerCase();
  const account: ThrottleRule = { key: `account:${email}`, ...PER_ACCOUNT };
  const address: ThrottleRule = { key: `address:${networkOf(request.ip)}`, ...PER_ADDRESS };
  const wait = (await countAttempt(db, address)) || (await countAttempt(db, account));
  if (wait > 0)
    throw new TradepostError(
      'too-many-requests',
      `Too many wrong passwords. Try again in ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`}.`,
      { details: { retryAfterSeconds: wait } },
    );
  const user = await findUserByEmail(db, email);
  const usable = user !== undefined && user.disabled_at === null ? user : null;
  const right = await verifyPassword(usable?.password_hash ?? null, request.password);
  if (usable === null || !right) {
    await db.transaction().execute((tx) =>
      appendAudit(tx, {
        actorId: null,
        action: 'session.refused',
        subjectKind: 'user',
        subjectId: user?.id ?? null,
        // An unknown name is not kept: people type their password into the wrong field.
        detail: { ip: request.ip },
      }),
    );
    throw new TradepostError('wrong-credentials', 'The address or the password is wrong.');
  }
  await clearAttempts(db, [account.key]);
  await forgiveAttempt(db, address.key);
  const session = await db.transaction().execute(async (tx) => {
    const started = await startSession(tx, usable.id, { ip: request.ip, userAgent: request.userAgent });
    await appendAudit(tx, {
      actorId: usable.id,
      action: 'session.started',
      subjectKind: 'user',
      subjectId: usable.id,
      detail: { ip: request.ip },
    });
    return started;
  });
  return { user: usable, session };
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
