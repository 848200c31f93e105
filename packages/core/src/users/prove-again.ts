/** Asked again before the sign-in itself is changed: a session that was left open must not be made to last. */
import type { DB } from '@tradepost/db';
import type { UserRow } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { TradepostError } from '../errors.ts';
import { countGuess } from './guesses.ts';
import { verifyPassword } from './password.ts';

/** Who has no password must have signed in just now. */
const RECENT_MS = 15 * 60 * 1000;

/** @throws TradepostError 'wrong-credentials', 'forbidden', 'too-many-requests'. */
export async function proveAgain(
  db: Kysely<DB>,
  user: UserRow,
  given: {
    readonly password: string | undefined;
    readonly ip: string;
    readonly sessionStartedAt: Date | null;
  },
): Promise<void> {
  if (user.password_hash === null) {
    const age = Date.now() - (given.sessionStartedAt?.getTime() ?? 0);
    if (age <= RECENT_MS) return;
    throw new TradepostError(
      'forbidden',
      'Sign out and in again first: this is possible within 15 minutes of the sign-in.',
    );
  }
  const guess = await countGuess(db, { email: user.email.toLowerCase(), ip: given.ip });
  if (!(await verifyPassword(user.password_hash, given.password ?? '')))
    throw new TradepostError('wrong-credentials', 'The password is wrong.');
  await guess.wasRight();
}
