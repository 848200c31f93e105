/** What a person is told. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export type NoticeRow = Selectable<DB['notice']> & { readonly customer_name: string | null };

/** His own, newest first. A customer that he may not see any more is neither named nor linked. */
export async function listNotices(
  db: Kysely<DB>,
  scope: Scope,
  page: { readonly unread: boolean; readonly beforeId: number | null; readonly limit: number },
): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select n.id, n.user_id, n.kind, n.dedupe_key, c.id as customer_id, c.name as customer_name, n.subject_kind,
      n.subject_id, n.detail, n.created_at, n.read_at
    from notice n left join customer c on c.id = n.customer_id and ${scope.customer('c')}
    where n.user_id = ${scope.userId} and ${page.unread ? sql`n.read_at is null` : sql`true`}
      and ${page.beforeId === null ? sql`true` : sql`n.id < ${page.beforeId}`}
    order by n.id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** Counted this far. */
const MOST_COUNTED = 100;

export async function countUnreadNotices(db: Kysely<DB>, userId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from notice where user_id = ${userId} and read_at is null limit ${MOST_COUNTED}) counted`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** @returns false where it is not his. */
export async function readNotice(db: Kysely<DB>, userId: number, id: number): Promise<boolean> {
  const row = await db
    .updateTable('notice')
    .set({ read_at: sql<Date>`coalesce(read_at, now())` })
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function readNoticesUpTo(db: Kysely<DB>, userId: number, upTo: number): Promise<void> {
  await db
    .updateTable('notice')
    .set({ read_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('id', '<=', upTo)
    .where('read_at', 'is', null)
    .execute();
}

/** Notices above an id, oldest first; those of the last minutes may commit out of their order. */
export async function listFreshNotices(
  db: Kysely<DB>,
  aboveId: number,
  limit: number,
): Promise<{ id: number; user_id: number; created_at: Date }[]> {
  return db
    .selectFrom('notice')
    .select(['id', 'user_id', 'created_at'])
    .where('id', '>', aboveId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function newestNoticeId(db: Kysely<DB>): Promise<number> {
  const row = await db
    .selectFrom('notice')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Old news of no use: read ones first. */
export async function deleteOldNotices(db: Kysely<DB>, days: { read: number; any: number }): Promise<void> {
  await sql`
    delete from notice where id in (
      select id from notice where (read_at < now() - ${days.read} * interval '1 day')
        or created_at < now() - ${days.any} * interval '1 day'
      limit 50000)`.execute(db);
}
