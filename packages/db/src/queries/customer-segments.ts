/** Saved segments: a person's own and those that are shared with everybody. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

export interface SegmentRow {
  readonly id: number;
  readonly user_id: number;
  readonly name: string;
  readonly filter: Record<string, unknown>;
  readonly shared: boolean;
  readonly owner_name: string;
  readonly owner_gone: boolean;
}

/** More of them nobody finds his way in. */
const MOST = 200;

const segments = (db: Kysely<DB>, userId: number) =>
  db
    .selectFrom('customer_segment as g')
    .innerJoin('app_user as u', 'u.id', 'g.user_id')
    .select(['g.id', 'g.user_id', 'g.name', 'g.filter', 'g.shared', 'u.name as owner_name'])
    .select(sql<boolean>`u.disabled_at is not null`.as('owner_gone'))
    .where((eb) => eb.or([eb('g.user_id', '=', userId), eb('g.shared', '=', true)]));

/** Own ones first. */
export const listSegments = (db: Kysely<DB>, userId: number) =>
  segments(db, userId)
    .orderBy((eb) => eb('g.user_id', '=', userId), 'desc')
    .orderBy(sql`lower(g.name)`)
    .orderBy('g.id')
    .limit(MOST)
    .execute() as Promise<SegmentRow[]>;

export const findSegment = (db: Kysely<DB>, userId: number, id: number) =>
  segments(db, userId).where('g.id', '=', id).executeTakeFirst() as Promise<SegmentRow | undefined>;

export async function countSegments(db: Kysely<DB>, userId: number): Promise<number> {
  const { n } = await db
    .selectFrom('customer_segment')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return n;
}
