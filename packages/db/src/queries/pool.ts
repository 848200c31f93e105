/** Reading the public pool. Who may see the pool sees of each customer only these columns, whoever had it. */
import { type Kysely, sql } from 'kysely';
import type { DB, Grade } from '../schema.ts';

export interface PoolRow {
  readonly id: number;
  readonly name: string;
  readonly local_name: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly grade: Grade | null;
  readonly business_type: string | null;
  readonly source: string | null;
  readonly last_contact_at: Date | null;
  readonly pooled_at: Date;
  readonly pooled_text: string;
  readonly pool_reason: string | null;
  readonly former_owner_id: number | null;
  readonly former_owner_name: string | null;
  readonly claim_id: number | null;
}

export interface PoolPage {
  readonly before: { readonly at: string; readonly id: number } | null;
  readonly limit: number;
  readonly country: string | null;
  readonly grade: Grade | null;
  /** Part of a name, lower case; null: any. */
  readonly search: string | null;
}

/** @param userId whose open claims are told. */
export async function listPool(db: Kysely<DB>, userId: number, page: PoolPage): Promise<PoolRow[]> {
  const { before, limit, country, grade, search } = page;
  const like = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<PoolRow>`
    select c.id, c.name, c.local_name, c.country, c.city, c.grade, c.business_type, c.source, c.last_contact_at,
      c.pooled_at, c.pooled_at::text as pooled_text, c.pool_reason, c.former_owner_id, u.name as former_owner_name,
      (select k.id from pool_claim k where k.customer_id = c.id and k.user_id = ${userId} and k.state = 'asked') as claim_id
    from customer c left join app_user u on u.id = c.former_owner_id
    where c.pooled_at is not null and c.archived_at is null and c.merged_into_id is null
      and ${country === null ? sql`true` : sql`c.country = ${country}`}
      and ${grade === null ? sql`true` : sql`c.grade = ${grade}`}
      and ${like === null ? sql`true` : sql`(lower(c.name) like ${like} or lower(c.local_name) like ${like})`}
      and ${before === null ? sql`true` : sql`(c.pooled_at, c.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
    order by c.pooled_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface ClaimRow {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly country: string | null;
  readonly user_id: number;
  readonly user_name: string;
  readonly held: number;
  readonly note: string | null;
  readonly asked_at: Date;
}

/** Claims that wait, newest first. @param userIds whose; 'all': everybody's. */
export async function listClaims(
  db: Kysely<DB>,
  userIds: 'all' | readonly number[],
  page: { readonly before: number | null; readonly limit: number },
): Promise<ClaimRow[]> {
  const { before, limit } = page;
  const { rows } = await sql<ClaimRow>`
    select k.id, k.customer_id, c.name as customer_name, c.country, k.user_id, u.name as user_name, k.note, k.asked_at,
      (select count(*) from customer h
       where h.owner_id = k.user_id and h.archived_at is null and h.merged_into_id is null) as held
    from pool_claim k join customer c on c.id = k.customer_id join app_user u on u.id = k.user_id
    where k.state = 'asked' and ${userIds === 'all' ? sql`true` : sql`k.user_id = any(${[...userIds]}::bigint[])`}
      and ${before === null ? sql`true` : sql`k.id < ${before}`}
    order by k.id desc limit ${limit}`.execute(db);
  return rows;
}
