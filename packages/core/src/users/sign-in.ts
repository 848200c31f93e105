/** Signing in. */
import type { DB } from '@tradepost/db';
import { findUserByEmail } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { type Begun, beginSession } from './begin-session.ts';
import { countGuess } from './guesses.ts';
import { verifyPassword } from './password.ts';

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
export async function signIn(db: Kysely<DB>, request: SignInRequest): Promise<Begun> {
  const email = request.email.trim().toLowerCase();
  const guess = await countGuess(db, { email, ip: request.ip });
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
  await guess.wasRight();
  const { ip, userAgent } = request;
  return db.transaction().execute((tx) => beginSession(tx, usable, { ip, userAgent, via: 'password' }));
}
