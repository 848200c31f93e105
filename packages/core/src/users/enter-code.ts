/** The second step of a sign-in. */
import type { DB } from '@tradepost/db';
import { findSignInStep, takeSignInStep } from '@tradepost/db/queries/sign-in';
import { findUserById, type UserRow } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import type { SecretBox } from '../secrets.ts';
import type { Client } from './begin-session.ts';
import { countCode } from './guesses.ts';
import { takeCode, wrongCode } from './second-factor.ts';
import { type NewSession, startSession } from './session.ts';
import { hashToken } from './token.ts';

/**
 * @param stepToken what the first step gave; null for who comes without.
 * @throws TradepostError 'link-expired' when the first step is too long ago, 'wrong-credentials',
 *   'too-many-requests'.
 */
export async function enterCode(
  deps: { readonly db: Kysely<DB>; readonly secrets: SecretBox },
  { stepToken, code, ip, userAgent }: Client & { readonly stepToken: string | null; readonly code: string },
): Promise<{ user: UserRow; session: NewSession }> {
  const { db } = deps;
  const stepHash = stepToken === null ? null : hashToken(stepToken);
  const step = stepHash === null ? undefined : await findSignInStep(db, stepHash);
  const user = step === undefined ? undefined : await findUserById(db, step.user_id);
  if (stepHash === null || step === undefined || user === undefined || user.disabled_at !== null)
    throw tooLate();
  const guess = await countCode(db, { userId: user.id, ip });
  const by = await takeCode(deps, user.id, code);
  if (by === null) {
    await db.transaction().execute((tx) =>
      appendAudit(tx, {
        actorId: null,
        action: 'session.refused',
        subjectKind: 'user',
        subjectId: user.id,
        detail: { ip, factor: 'code' },
      }),
    );
    throw wrongCode();
  }
  await guess.wasRight();
  const session = await db.transaction().execute(async (tx) => {
    if (!(await takeSignInStep(tx, stepHash))) throw tooLate();
    const started = await startSession(tx, user.id, { ip, userAgent, via: step.via });
    await appendAudit(tx, {
      actorId: user.id,
      action: 'session.started',
      subjectKind: 'user',
      subjectId: user.id,
      detail: { ip, via: step.via, factor: by },
    });
    return started;
  });
  return { user, session };
}

const tooLate = () =>
  new TradepostError('link-expired', 'This sign-in took too long. Begin anew with the first step.');
