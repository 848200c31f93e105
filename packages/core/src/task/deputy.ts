/** Who has the work of one who has left, until it is handed over. */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import type { Kysely } from 'kysely';

/** He cannot sign in any more, or only reads: there is nothing that he could do. */
export async function isGone(db: Kysely<DB>, userId: number): Promise<boolean> {
  const row = await db
    .selectFrom('app_user')
    .select('id')
    .where('id', '=', userId)
    .where((eb) => eb.or([eb('disabled_at', 'is not', null), eb('role', '=', 'reader')]))
    .executeTakeFirst();
  return row !== undefined;
}

/** The manager nearest above, else the company's owner; null where there is nobody. */
export async function deputyOf(db: Kysely<DB>, userId: number): Promise<number | null> {
  const [manager] = await listManagersOf(db, userId);
  if (manager !== undefined) return manager;
  return (await listOwners(db)).find((id) => id !== userId) ?? null;
}
