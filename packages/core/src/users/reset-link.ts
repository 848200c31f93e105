/** The way back for who has forgotten the password: a one-time link from an administrator. */
import type { DB } from '@tradepost/db';
import { deleteOpenInvitations, findUserById, lockActiveAdmins } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import { makeInvitation } from './invitation.ts';
import { assertMayTouchOwners } from './owners.ts';

/**
 * The one's own password is changed with the old one: a stolen session must not make itself a new one.
 * @throws TradepostError 'not-found'; 'unprocessable' for a disabled user; 'forbidden' for oneself, and for an
 *   owner by no owner.
 */
export async function makeResetLink(
  db: Kysely<DB>,
  actorId: number | null,
  userId: number,
): Promise<{ token: string; expiresAt: Date }> {
  return db.transaction().execute(async (tx) => {
    const admins = await lockActiveAdmins(tx);
    const user = await findUserById(tx, userId);
    if (user === undefined) throw notFound('The user');
    if (userId === actorId)
      throw new TradepostError('forbidden', 'Change your own password in your profile, or ask a colleague.');
    if (user.role === 'owner') assertMayTouchOwners(admins, actorId);
    if (user.disabled_at !== null)
      throw new TradepostError('unprocessable', 'This person is disabled. Enable them first.');
    // An older link for the same person is void: one door at a time.
    await deleteOpenInvitations(tx, user.email);
    const made = await makeInvitation(tx, { kind: 'reset', email: user.email, role: user.role });
    await appendAudit(tx, {
      actorId,
      action: 'user.reset-link-made',
      subjectKind: 'user',
      subjectId: userId,
    });
    return made;
  });
}
