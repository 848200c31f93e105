import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';
import { TradepostError } from '../errors.ts';

/** @throws TradepostError 'invalid-request' where nobody active has this id. */
export async function assertActiveUser(db: Kysely<DB>, id: number): Promise<void> {
  const user = await db
    .selectFrom('app_user')
    .select('id')
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (user === undefined)
    throw new TradepostError('invalid-request', 'The owner must be a person of the company who is active.');
}
