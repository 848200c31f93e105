/** Reading customers; each read takes a Scope. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { CustomerTable, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export type CustomerRow = Selectable<CustomerTable> & {
  readonly owner_name: string | null;
  /** Whether the asker may change its record. */
  readonly may_change: boolean;
};

export function findCustomer(db: Kysely<DB>, scope: Scope, id: number): Promise<CustomerRow | undefined> {
  return db
    .selectFrom('customer as c')
    .leftJoin('app_user as u', 'u.id', 'c.owner_id')
    .selectAll('c')
    .select('u.name as owner_name')
    .select(sql<boolean>`${scope.changes('c')}`.as('may_change'))
    .where('c.id', '=', id)
    .where(scope.customer('c'))
    .executeTakeFirst();
}

/** May be seen by the asker; `may_change` says whether its record may be changed. */
export type LockedCustomer = Selectable<CustomerTable> & { readonly may_change: boolean };

/** The row, locked for a change that leaves its key: rows that refer to it need not wait. */
export function lockCustomer(db: Kysely<DB>, scope: Scope, id: number): Promise<LockedCustomer | undefined> {
  return db
    .selectFrom('customer as c')
    .selectAll()
    .select(sql<boolean>`${scope.changes('c')}`.as('may_change'))
    .where('c.id', '=', id)
    .where(scope.customer('c'))
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function listCustomerDomains(db: Kysely<DB>, customerId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('customer_domain')
    .select('domain')
    .where('customer_id', '=', customerId)
    .orderBy('domain')
    .execute();
  return rows.map((row) => row.domain);
}

export async function isRefiling(db: Kysely<DB>, customerId: number): Promise<boolean> {
  const row = await db
    .selectFrom('background_job')
    .select('id')
    .where('state', 'in', ['queued', 'running'])
    .where('kind', '=', 'refile')
    .where(sql<string>`payload ->> 'customerId'`, '=', String(customerId))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface CustomerListItem {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly grade: 'A' | 'B' | 'C' | 'D' | null;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly last_mail_at: Date | null;
  readonly last_direction: string | null;
  /** The sort key as text, exact to the microsecond: for the cursor. */
  readonly sort_key: string;
}

export interface CustomerListOptions {
  readonly search: string | null;
  readonly order: 'name' | 'last-mail';
  readonly after: { readonly key: string; readonly id: number } | null;
  readonly limit: number;
}

/**
 * By name, or by newest mail first (without mail last). The newest mail is one probe of the timeline's index
 * per customer; by name only those of the page are probed.
 */
export async function listCustomers(
  db: Kysely<DB>,
  scope: Scope,
  { search, order, after, limit }: CustomerListOptions,
): Promise<CustomerListItem[]> {
  const byName = order === 'name';
  const key = byName ? sql`lower(c.name)` : sql`coalesce(t.occurred_at, '-infinity')`;
  const newest = sql`left join lateral (
    select occurred_at, direction from timeline_entry te where te.customer_id = c.id
    order by te.occurred_at desc, te.id desc limit 1) t on true`;
  const past =
    after === null
      ? sql`true`
      : byName
        ? sql`(lower(c.name), c.id) > (${after.key}, ${after.id}::bigint)`
        : sql`(coalesce(t.occurred_at, '-infinity'), c.id) < (${after.key}::timestamptz, ${after.id}::bigint)`;
  const { rows } = await sql<CustomerListItem>`
    select c.id, c.name, c.country, c.grade, c.owner_id, u.name as owner_name,
      t.occurred_at as last_mail_at, t.direction as last_direction, ${key}::text as sort_key
    from customer c left join app_user u on u.id = c.owner_id ${newest}
    where c.archived_at is null and ${scope.customer('c')} and ${past} and ${matches(search)}
    order by ${byName ? sql`lower(c.name), c.id` : sql`coalesce(t.occurred_at, '-infinity') desc, c.id desc`}
    limit ${limit}`.execute(db);
  return rows;
}

function matches(search: string | null) {
  if (search === null) return sql`true`;
  const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(lower(c.name) like ${pattern}
    or exists (select 1 from customer_domain d where d.customer_id = c.id and d.domain like ${pattern})
    or exists (select 1 from contact k left join contact_address a on a.contact_id = k.id
      where k.customer_id = c.id and (lower(k.name) like ${pattern} or a.address like ${pattern})))`;
}
