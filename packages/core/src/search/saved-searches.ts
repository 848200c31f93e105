/** Keeping a search under a name. Only the question is kept: what it finds each sees by his own scope. */
import type { SavedSearchInput, SavedSearchPatch } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findSavedSearch } from '@tradepost/db/queries/saved-searches';
import { type Kysely, sql } from 'kysely';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { isAdmin, type Viewer } from '../users/viewer.ts';

/** Of one person. */
const MOST_SAVED = 100;

/** @throws TradepostError 'conflict' for a name that he has used, or too many. */
export async function createSavedSearch(
  db: Kysely<DB>,
  userId: number,
  { name, q, order, group, shared }: SavedSearchInput,
): Promise<number> {
  const { n } = await db
    .selectFrom('saved_search')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (n >= MOST_SAVED)
    throw new TradepostError('conflict', `One person may save ${MOST_SAVED} searches. Remove one first.`);
  const row = await db
    .insertInto('saved_search')
    .values({ user_id: userId, name: textOf(name), query: textOf(q), sort: order, grouping: group, shared })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw taken(name);
  return row.id;
}

/** @throws TradepostError 'not-found'; 'forbidden' for another's shared one; 'conflict'. */
export async function updateSavedSearch(
  db: Kysely<DB>,
  userId: number,
  id: number,
  { name, q, order, group, shared }: SavedSearchPatch,
): Promise<void> {
  await assertOwn(db, userId, id);
  try {
    await db
      .updateTable('saved_search')
      .set({
        ...(name === undefined ? {} : { name: textOf(name) }),
        ...(q === undefined ? {} : { query: textOf(q) }),
        ...(order === undefined ? {} : { sort: order }),
        ...(group === undefined ? {} : { grouping: group }),
        ...(shared === undefined ? {} : { shared }),
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .execute();
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'saved_search_name') throw taken(name ?? '');
    throw error;
  }
}

/** An administrator removes shared ones of others, too: their people may have left. @throws as `updateSavedSearch`. */
export async function removeSavedSearch(
  db: Kysely<DB>,
  viewer: Pick<Viewer, 'id' | 'role'>,
  id: number,
): Promise<void> {
  const mayAll = isAdmin(viewer);
  if (!mayAll || (await findSavedSearch(db, viewer.id, id)) === undefined) await assertOwn(db, viewer.id, id);
  await db
    .deleteFrom('saved_search')
    .where('id', '=', id)
    .where((eb) => eb.or([eb('user_id', '=', viewer.id), ...(mayAll ? [eb('shared', '=', true)] : [])]))
    .execute();
}

async function assertOwn(db: Kysely<DB>, userId: number, id: number): Promise<void> {
  const saved = await findSavedSearch(db, userId, id);
  if (saved === undefined) throw notFound('The saved search');
  if (saved.user_id !== userId)
    throw new TradepostError(
      'forbidden',
      'This search is a colleague’s. Save it under a name of your own to change it.',
    );
}

function textOf(text: string): string {
  const clean = cleanText(text);
  if (clean === null) throw new TradepostError('invalid-request', 'A saved search needs a name and words.');
  return clean;
}

const taken = (name: string) =>
  new TradepostError('conflict', `You have a search with the name "${name}" already. Choose another name.`);
