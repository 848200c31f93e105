/** What follows when the first factor was right: a session, or the question for the second factor. */
import type { DB, SignInVia } from '@tradepost/db';
import { hasSecondFactor } from '@tradepost/db/queries/sign-in';
import type { UserRow } from '@tradepost/db/queries/users';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { type NewSession, startSession } from './session.ts';
import { hashToken, newToken } from './token.ts';

/** Time to find the phone, not to lend the page to somebody. */
export const STEP_SECONDS = 10 * 60;

export interface Client {
  readonly ip: string;
  readonly userAgent: string | null;
}

/** `stepToken`: proves the first factor; for the cookie of who has it, until the code is there. */
export type Begun =
  | { readonly user: UserRow; readonly session: NewSession; readonly stepToken: null }
  | { readonly user: UserRow; readonly session: null; readonly stepToken: string };

/** The last of its transaction: it appends to the audit log. */
export async function beginSession(
  tx: Transaction<DB>,
  user: UserRow,
  { ip, userAgent, via }: Client & { readonly via: SignInVia },
): Promise<Begun> {
  if (await hasSecondFactor(tx, user.id)) {
    const stepToken = newToken();
    await tx
      .insertInto('sign_in_step')
      .values({
        token_hash: hashToken(stepToken),
        user_id: user.id,
        via,
        expires_at: new Date(Date.now() + STEP_SECONDS * 1000),
      })
      .execute();
    return { user, session: null, stepToken };
  }
  const session = await startSession(tx, user.id, { ip, userAgent, via });
  await appendAudit(tx, {
    actorId: user.id,
    action: 'session.started',
    subjectKind: 'user',
    subjectId: user.id,
    detail: { ip, via },
  });
  return { user, session, stepToken: null };
}
