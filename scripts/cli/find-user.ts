import { TradepostError } from '@tradepost/core/errors';
import type { DB } from '@tradepost/db';
import { findUserByEmail, type UserRow } from '@tradepost/db/queries/users';
import type { Kysely } from 'kysely';

/** @throws TradepostError 'not-found'. */
export async function findUserNamed(db: Kysely<DB>, email: string): Promise<UserRow> {
  const user = await findUserByEmail(db, email.trim());
  if (user !== undefined) return user;
  throw new TradepostError(
    'not-found',
    `Nobody has the address ${email}. "scripts/tradepost user list" shows who there is.`,
  );
}
