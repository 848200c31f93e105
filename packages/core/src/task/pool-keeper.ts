/** Who looks after what has to be done with a customer of the public pool. */
import type { DB } from '@tradepost/db';
import { listManagersOf, listOwners } from '@tradepost/db/queries/departments';
import type { Kysely } from 'kysely';

/**
 * Of those above the person who had it the nearest who sees customers that are nobody's: a manager of the whole company,
 * else the company's owner. Null where there is nobody.
 */
export async function poolKeeperOf(db: Kysely<DB>, userId: number): Promise<number | null> {
  const managers = await listManagersOf(db, userId);
  const ofAll =
    managers.length === 0
      ? undefined
      : await db
          .selectFrom('app_user')
          .select('id')
          .where('id', 'in', managers)
          .where('department_id', 'is', null)
          .orderBy('id')
          .executeTakeFirst();
  return ofAll?.id ?? (await listOwners(db)).find((id) => id !== userId) ?? null;
}
