/** Saving a filter under a name (S3-05). What a segment shows each sees by his own scope. */
import type { SegmentFilter } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { countSegments, findSegment, type SegmentRow } from '@tradepost/db/queries/customer-segments';
import { type Kysely, sql } from 'kysely';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { isAdmin, type Viewer } from '../users/viewer.ts';

/** Of one person. */
const MOST_SEGMENTS = 100;

export interface SegmentWish {
  readonly name?: string | undefined;
  readonly filter?: SegmentFilter | undefined;
  readonly shared?: boolean | undefined;
}

/** @throws TradepostError 'conflict' for a name that he has used, or too many. */
export async function createSegment(
  db: Kysely<DB>,
  userId: number,
  { name, filter, shared }: { name: string; filter: SegmentFilter; shared: boolean },
): Promise<number> {
  if ((await countSegments(db, userId)) >= MOST_SEGMENTS)
    throw new TradepostError('conflict', `One person may save ${MOST_SEGMENTS} segments. Remove one first.`);
  const row = await db
    .insertInto('customer_segment')
    .values({ user_id: userId, name: nameOf(name), filter: JSON.stringify(filter), shared })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw taken(name);
  return row.id;
}

/** @throws TradepostError 'not-found'; 'forbidden' for another's shared one; 'conflict'. */
export async function updateSegment(
  db: Kysely<DB>,
  userId: number,
  id: number,
  { name, filter, shared }: SegmentWish,
): Promise<void> {
  await assertOwn(db, userId, id);
  if (name !== undefined) {
    const other = await db
      .selectFrom('customer_segment')
      .select('id')
      .where('user_id', '=', userId)
      .where('id', '<>', id)
      .where(sql<string>`lower(name)`, '=', nameOf(name).toLowerCase())
      .executeTakeFirst();
    if (other !== undefined) throw taken(name);
  }
  await db
    .updateTable('customer_segment')
    .set({
      ...(name === undefined ? {} : { name: nameOf(name) }),
      ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }),
      ...(shared === undefined ? {} : { shared }),
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute();
}

/** One's own; what one who has left has shared, for administrators. */
export const mayRemoveSegment = (
  viewer: Pick<Viewer, 'id' | 'role'>,
  saved: { readonly user_id: number; readonly owner_gone: boolean },
): boolean => saved.user_id === viewer.id || (saved.owner_gone && isAdmin(viewer));

/** @throws as `updateSegment`. */
export async function removeSegment(db: Kysely<DB>, viewer: Viewer, id: number): Promise<void> {
  const segment = await findSegment(db, viewer.id, id);
  if (segment === undefined || !mayRemoveSegment(viewer, segment)) await assertOwn(db, viewer.id, id);
  await db.deleteFrom('customer_segment').where('id', '=', id).execute();
}

async function assertOwn(db: Kysely<DB>, userId: number, id: number): Promise<SegmentRow> {
  const segment = await findSegment(db, userId, id);
  if (segment === undefined) throw notFound('The segment');
  if (segment.user_id !== userId)
    throw new TradepostError(
      'forbidden',
      'This segment is a colleague’s. Save it under a name of your own to change it.',
    );
  return segment;
}

function nameOf(name: string): string {
  const clean = cleanText(name);
  if (clean === null) throw new TradepostError('invalid-request', 'The segment needs a name.');
  return clean;
}

const taken = (name: string) =>
  new TradepostError('conflict', `You have a segment with the name "${name}" already. Choose another name.`);
