import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** Resolves when Postgres answers. */
export async function ping(db: Kysely<DB>): Promise<void> {
  await sql`select 1`.execute(db);
}
