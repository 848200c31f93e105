/** Open collisions of customers that changed hands: a new salesperson takes over the case, or nothing is left of it. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';

/** @param collisionId one alone; left out: all open ones. */
export async function settleCollisions(db: Kysely<DB>, collisionId?: number): Promise<void> {
  const which = collisionId === undefined ? sql`true` : sql`k.id = ${collisionId}`;
  await sql`
    update collision k set state = 'overtaken' from customer c
    where c.id = k.customer_id and k.state = 'open' and ${which}
      and (c.owner_id is null or c.owner_id = k.user_id or c.merged_into_id is not null)`.execute(db);
  await sql`
    update collision k set owner_id = c.owner_id from customer c
    where c.id = k.customer_id and k.state = 'open' and ${which} and c.owner_id <> k.owner_id and c.owner_id <> k.user_id`.execute(
    db,
  );
}
