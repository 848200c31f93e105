/** Who has the work of one who has left, until it is handed over. */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import type { Kysely } from 'kysely';

/** The manager nearest above, else the company's owner; null where there is nobody. */
export async function deputyOf(db: Kysely<DB>, userId: number): Promise<number | null> {
  const [manager] = await listManagersOf(db, userId);
  if (manager !== undefined) return manager;
  return (await listOwners(db)).find((id) => id !== userId) ?? null;
}
