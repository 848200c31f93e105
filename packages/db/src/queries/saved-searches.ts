/** Saved searches: a person's own and those that are shared with everybody. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** More of them nobody finds his way in. */
const MOST = 200;

const savedSearches = (db: Kysely<DB>, userId: number) =>
  db
    .selectFrom('saved_search as v')
    .innerJoin('app_user as u', 'u.id', 'v.user_id')
    .select(['v.id', 'v.user_id', 'v.name', 'v.query', 'v.sort', 'v.grouping', 'v.shared'])
    .select('u.name as owner_name')
    .where((eb) => eb.or([eb('v.user_id', '=', userId), eb('v.shared', '=', true)]));

/** Own ones first. */
export const listSavedSearches = (db: Kysely<DB>, userId: number) =>
  savedSearches(db, userId)
    .orderBy((eb) => eb('v.user_id', '=', userId), 'desc')
    .orderBy(sql`lower(v.name)`)
    .orderBy('v.id')
    .limit(MOST)
    .execute();

export const findSavedSearch = (db: Kysely<DB>, userId: number, id: number) =>
  savedSearches(db, userId).where('v.id', '=', id).executeTakeFirst();

export type SavedSearchRow = Awaited<ReturnType<typeof listSavedSearches>>[number];
