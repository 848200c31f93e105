/** Ending sessions: one's own on other devices, and another person's by an administrator. */
import type { DB } from '@tradepost/db';
import { endSessionById, endSessions } from '@tradepost/db/queries/sessions';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound } from '../errors.ts';
import { assertMayTouch } from './second-factor.ts';

/** @throws TradepostError 'not-found', 'forbidden' for an owner's by no owner. */
export async function endOneSession(
  db: Kysely<DB>,
  actorId: number,
  userId: number,
  sessionId: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (actorId !== userId) await assertMayTouch(tx, actorId, userId);
    if (!(await endSessionById(tx, userId, sessionId))) throw notFound('The session');
    await appendAudit(tx, {
      actorId,
      action: 'session.ended',
      subjectKind: 'user',
      subjectId: userId,
      detail: { sessions: 'one' },
    });
  });
}

/** @param but the one that stays. @throws as `endOneSession`. */
export async function endAllSessions(
  db: Kysely<DB>,
  actorId: number,
  userId: number,
  but: Buffer | null,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (actorId !== userId) await assertMayTouch(tx, actorId, userId);
    await endSessions(tx, userId, but);
    await tx.deleteFrom('sign_in_step').where('user_id', '=', userId).execute();
    await appendAudit(tx, {
      actorId,
      action: 'session.ended',
      subjectKind: 'user',
      subjectId: userId,
      detail: { sessions: but === null ? 'all' : 'all others' },
    });
  });
}
