import { TradepostError } from '@tradepost/core/errors';
import type { DB } from '@tradepost/db';
import type { Kysely } from 'kysely';

/** @param address as typed. @throws TradepostError 'not-found' that names what there is. */
export async function findAccountId(db: Kysely<DB>, address: string): Promise<number> {
  const rows = await db
    .selectFrom('mail_account')
    .select(['id', 'address'])
    .where('state', '<>', 'removed')
    .orderBy('address')
    .limit(1000)
    .execute();
  const found = rows.find((row) => row.address.toLowerCase() === address.toLowerCase());
  if (found !== undefined) return found.id;
  throw new TradepostError(
    'not-found',
    rows.length === 0
      ? `No mail account is connected yet. Connect ${address} with "scripts/tradepost account add".`
      : `${address} is not connected. Connected are: ${rows.map((row) => row.address).join(', ')}.`,
  );
}

/** All accounts that are not removed, or the one named. */
export async function chooseAccounts(
  db: Kysely<DB>,
  address: unknown,
): Promise<{ id: number; address: string }[]> {
  if (typeof address === 'string') return [{ id: await findAccountId(db, address), address }];
  return db
    .selectFrom('mail_account')
    .select(['id', 'address'])
    .where('state', '<>', 'removed')
    .orderBy('id')
    .execute();
}
