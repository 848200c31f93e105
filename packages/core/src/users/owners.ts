/** The owner is above the administrators: they run Tradepost for him and cannot take it from him. */
import type { Role } from '@tradepost/db';
import { TradepostError } from '../errors.ts';

/**
 * Only an owner makes, changes or invites an owner; while there is none, an administrator may, since the first
 * user of a company is one.
 * @param actorId null: the machine's administrator at the command line, who has the database in his hands.
 * @param admins those who may sign in and administer, locked.
 * @throws TradepostError 'forbidden'.
 */
export function assertMayTouchOwners(
  admins: readonly { readonly id: number; readonly role: Role }[],
  actorId: number | null,
): void {
  if (actorId === null) return;
  const owners = admins.filter(({ role }) => role === 'owner');
  if (owners.length > 0 && owners.every(({ id }) => id !== actorId))
    throw new TradepostError('forbidden', 'Only an owner can make, change or invite an owner.');
}
