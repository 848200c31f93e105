/** Merges as they are shown, what is on the sides of one, and records that may be one. */
import { type Kysely, sql } from 'kysely';
import type { DB, MergeTable } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface MergeRow {
  readonly id: number;
  readonly kind: MergeTable['kind'];
  readonly customer_id: number;
  readonly customer_name: string;
  readonly source_customer_id: number | null;
  readonly source_name: string | null;
  readonly contact_id: number | null;
  readonly source_contact_id: number | null;
  readonly state: MergeTable['state'];
  readonly merged_by_name: string | null;
  readonly merged_at: Date;
  readonly undone_at: Date | null;
}

/** Of a customer who may be seen, newest first. What came back out of it is named to those who may see that, too. */
export async function listMerges(
  db: Kysely<DB>,
  scope: Scope,
  which: { readonly id: number } | { readonly customerId: number; readonly before: number | null },
  limit: number,
): Promise<MergeRow[]> {
  const condition =
    'id' in which
      ? sql`m.id = ${which.id}`
      : sql`m.customer_id = ${which.customerId} and m.id < coalesce(${which.before}::bigint, ${Number.MAX_SAFE_INTEGER})`;
  const { rows } = await sql<MergeRow>`
    select m.id, m.kind, m.customer_id, c.name as customer_name, m.source_customer_id,
      coalesce(s.name, k.name) as source_name, m.contact_id, m.source_contact_id, m.state,
      u.name as merged_by_name, m.merged_at, m.undone_at
    from merge m join customer c on c.id = m.customer_id
    left join customer s on s.id = m.source_customer_id
      and (m.state not in ('undoing', 'undone') or ${scope.customer('s')})
    left join contact k on k.id = m.source_contact_id
    left join app_user u on u.id = m.merged_by
    where ${condition} and ${scope.customer('c')}
    order by m.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface MergeSideRow {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly created_at: Date;
  readonly last_entry_at: Date | null;
  readonly batch_name: string | null;
  readonly contacts: number;
  readonly addresses: string[];
  readonly domains: string[];
  readonly entries: number;
  readonly activities: number;
  readonly may_change: boolean;
  readonly merged_into_id: number | null;
  /** The row as JSON. */
  readonly row: Record<string, unknown>;
}

/** Counting further tells a person nothing, and costs. */
const MOST_COUNTED = 10_000;
const MOST_SHOWN = 20;

export async function findMergeSide(
  db: Kysely<DB>,
  scope: Scope,
  id: number,
): Promise<MergeSideRow | undefined> {
  const { rows } = await sql<MergeSideRow>`
    select c.id, c.name, c.country, c.owner_id, u.name as owner_name, c.created_at, c.last_entry_at, c.merged_into_id,
      b.name as batch_name, (${scope.changes('c')}) as may_change, to_jsonb(c) as row,
      (select count(*)::int from contact k where k.customer_id = c.id and k.merged_into_id is null) as contacts,
      array(select a.address from contact_address a where a.customer_id = c.id order by 1 limit ${MOST_SHOWN}) as addresses,
      array(select d.domain from customer_domain d where d.customer_id = c.id order by 1 limit ${MOST_SHOWN}) as domains,
      (select count(*)::int from (select 1 from timeline_entry te where te.customer_id = c.id limit ${MOST_COUNTED}) e) as entries,
      (select count(*)::int from (select 1 from activity x where x.customer_id = c.id limit ${MOST_COUNTED}) e) as activities
    from customer c left join app_user u on u.id = c.owner_id left join batch b on b.id = c.batch_id
    where c.id = ${id} and ${scope.customer('c')}`.execute(db);
  return rows[0];
}

export interface ContactSideRow {
  readonly id: number;
  readonly customer_id: number;
  readonly name: string | null;
  readonly addresses: string[];
  readonly row: Record<string, unknown>;
}

/** Of a customer whose record may be changed. */
export async function findContactSide(
  db: Kysely<DB>,
  scope: Scope,
  id: number,
): Promise<(ContactSideRow & { readonly may_change: boolean }) | undefined> {
  const { rows } = await sql<ContactSideRow & { may_change: boolean }>`
    select k.id, k.customer_id, k.name, to_jsonb(k) as row, (${scope.changes('c')}) as may_change,
      array(select a.address from contact_address a where a.contact_id = k.id order by a.position, a.address) as addresses
    from contact k join customer c on c.id = k.customer_id
    where k.id = ${id} and k.merged_into_id is null and ${scope.customer('c')}`.execute(db);
  return rows[0];
}

/** Where a record that was merged lives on, at the end of the chain; null where it was not. */
export async function findLivingOn(db: Kysely<DB>, id: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    with recursive chain as (
      select merged_into_id as id, 1 as n from customer where id = ${id} and merged_into_id is not null
      union all
      select c.merged_into_id, n + 1 from chain join customer c on c.id = chain.id
      where c.merged_into_id is not null and n < 100)
    select id from chain order by n desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

export interface LikelyRow {
  readonly id: number;
  readonly name: string;
  readonly local_name: string | null;
  readonly country: string | null;
  readonly owner_name: string | null;
  readonly owner_id: number | null;
  readonly domains: string[];
  readonly phones: string[];
}

/**
 * Records with what is compared of them, the newest first.
 * @param owners whose; `all` everybody's, the pool's too.
 */
export async function listComparable(
  db: Kysely<DB>,
  scope: Scope,
  owners: readonly number[] | 'all',
  which: { readonly ids: readonly number[] } | { readonly before: number | null },
  limit: number,
): Promise<LikelyRow[]> {
  const whose = owners === 'all' ? sql`true` : sql`c.owner_id = any(${[...owners]}::bigint[])`;
  const condition =
    'ids' in which
      ? sql`c.id = any(${[...which.ids]}::bigint[])`
      : sql`c.id < coalesce(${which.before}::bigint, ${Number.MAX_SAFE_INTEGER})`;
  const { rows } = await sql<LikelyRow>`
    select c.id, c.name, c.local_name, c.country, c.owner_id, u.name as owner_name,
      array(select d.domain from customer_domain d where d.customer_id = c.id limit ${MOST_SHOWN}) as domains,
      array(select h.value from contact_channel h where h.customer_id = c.id and h.kind in ('phone', 'mobile', 'fax')
        limit ${MOST_SHOWN}) as phones
    from customer c left join app_user u on u.id = c.owner_id
    where ${condition} and ${whose} and ${scope.customer('c')} and c.archived_at is null and c.merged_into_id is null
    order by c.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Those among `others` that a person has told apart from this one. */
export async function listDistinct(
  db: Kysely<DB>,
  id: number,
  others: readonly number[],
): Promise<Set<number>> {
  if (others.length === 0) return new Set();
  const { rows } = await sql<{ id: number }>`
    select b_id as id from distinct_customers where a_id = ${id} and b_id = any(${[...others]}::bigint[])
    union all
    select a_id from distinct_customers where b_id = ${id} and a_id = any(${[...others]}::bigint[])`.execute(
    db,
  );
  return new Set(rows.map((row) => row.id));
}
