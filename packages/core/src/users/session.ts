/** Sessions of the web app: a random token in a cookie, its hash in Postgres. */
import { createHash } from 'node:crypto';
import type { DB, SignInVia } from '@tradepost/db';
import { findSession, touchSession } from '@tradepost/db/queries/sessions';
import type { UserRow } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { readVisibility, VISIBILITY_KEY, type VisibilitySettings } from './load-viewer.ts';
import { readSignInPolicy, SIGN_IN_KEY, type SignInPolicy } from './sign-in-policy.ts';
import { hashToken, newToken } from './token.ts';

/** A working day and the night after it: who comes back the next morning is still signed in. */
export const SESSION_IDLE_SECONDS = 24 * 3600;
/** After this one signs in anew, however busy one was. */
export const SESSION_SECONDS = 14 * 24 * 3600;
/** `last_seen_at` is not written more often than this: a read stays a read. */
const TOUCH_MS = 5 * 60 * 1000;

export interface NewSession {
  readonly token: string;
  readonly csrfToken: string;
}

export async function startSession(
  db: Kysely<DB>,
  userId: number,
  client: { ip: string | null; userAgent: string | null; via?: SignInVia },
): Promise<NewSession> {
  const token = newToken();
  const csrfToken = csrfTokenOf(token);
  await db
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      user_id: userId,
      csrf_token: csrfToken,
      expires_at: new Date(Date.now() + SESSION_SECONDS * 1000),
      ip: client.ip,
      user_agent: client.userAgent?.slice(0, 300) ?? null,
      via: client.via ?? 'password',
    })
    .execute();
  return { token, csrfToken };
}

/** Bound to the session: whoever knows the one without the other has nothing. */
const csrfTokenOf = (token: string) =>
  createHash('sha256').update(`csrf:${token}`, 'utf8').digest('base64url');

export interface OpenSession {
  readonly user: UserRow;
  readonly csrfToken: string;
  readonly tokenHash: Buffer;
  readonly startedAt: Date;
  readonly hasSecondFactor: boolean;
  /** As they are at this request. */
  readonly visibility: VisibilitySettings;
  readonly signInPolicy: SignInPolicy;
}

/** @returns null when the token is unknown, expired, idle too long, or its user is disabled. */
export async function openSession(db: Kysely<DB>, token: string): Promise<OpenSession | null> {
  const tokenHash = hashToken(token);
  const found = await findSession(db, tokenHash, {
    idleSeconds: SESSION_IDLE_SECONDS,
    settings: [VISIBILITY_KEY, SIGN_IN_KEY],
  });
  if (found === undefined) return null;
  const { csrf_token, last_seen_at, started_at, has_second_factor, settings, ...user } = found;
  if (Date.now() - last_seen_at.getTime() > TOUCH_MS) await touchSession(db, tokenHash);
  return {
    user,
    csrfToken: csrf_token,
    tokenHash,
    startedAt: started_at,
    hasSecondFactor: has_second_factor,
    visibility: readVisibility(settings?.[VISIBILITY_KEY]),
    signInPolicy: readSignInPolicy(settings?.[SIGN_IN_KEY]),
  };
}

export async function endSession(db: Kysely<DB>, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}
