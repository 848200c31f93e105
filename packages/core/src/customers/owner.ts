/** Whose customer it may become. */
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { isLeader, leads, type Viewer } from '../users/viewer.ts';
import { fault, faultError } from './fault.ts';

/**
 * Leaders give to anyone who does not only read; the others keep for themselves what they make, and cannot give away.
 * @param asked undefined: not said. @param before null: nobody's, or a new customer.
 * @throws TradepostError 'forbidden', 'invalid-request'.
 */
export async function decideOwner(
  db: Kysely<DB>,
  actor: Viewer | null,
  asked: number | null | undefined,
  before: number | null,
): Promise<number | null> {
  if (actor !== null && !isLeader(actor)) {
    if (asked === undefined || asked === actor.id || asked === before) return before ?? actor.id;
    throw faultError(
      'forbidden',
      fault('owner-not-allowed'),
      'Only a manager can give a customer to someone else.',
    );
  }
  if (asked === undefined || asked === null) return asked === null ? null : before;
  const user = await db
    .selectFrom('app_user')
    .select(['id', 'name', 'role', 'disabled_at'])
    .where('id', '=', asked)
    .executeTakeFirst();
  if (actor !== null && asked !== actor.id && asked !== before && !leads(actor, asked))
    throw faultError(
      'forbidden',
      fault('owner-not-allowed'),
      'You can give a customer only to people of your departments.',
    );
  if (user === undefined || user.disabled_at !== null || user.role === 'reader')
    throw faultError(
      'invalid-request',
      fault('unknown-owner', { value: user?.name ?? null }),
      'The owner must be a person of the company who is active and does not only read.',
    );
  return user.id;
}
