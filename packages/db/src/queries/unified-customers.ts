/** Customers that a card or a text names. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface NamedCustomer {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly may_change: boolean;
}

/** Candidates that are told to a sender. */
const MOST = 10;

const columns = (scope: Scope) =>
  sql`c.id, c.name, c.country, coalesce(${scope.changes('c')}, false) as may_change`;

/** By number; one that lives on in another leads there. */
export async function findByNumber(
  db: Kysely<DB>,
  scope: Scope,
  id: number,
): Promise<NamedCustomer | undefined> {
  const { rows } = await sql<NamedCustomer>`
    select ${columns(scope)} from customer c
    where c.id = coalesce((select merged_into_id from customer where id = ${id}), ${id}) and ${scope.customer('c')}`.execute(
    db,
  );
  return rows[0];
}

/** Whose contact has one of these addresses, of those that may be seen. */
export async function findByAddresses(
  db: Kysely<DB>,
  scope: Scope,
  addresses: readonly string[],
): Promise<NamedCustomer[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<NamedCustomer>`
    select distinct ${columns(scope)} from contact_address a join customer c on c.id = a.customer_id
    where a.address = any(${[...addresses]}::text[]) and a.invalid_at is null and ${scope.customer('c')}
    order by c.id limit ${MOST}`.execute(db);
  return rows;
}

/** With this name in either language, legal form and spelling apart, of those that may be seen. */
export async function findByName(
  db: Kysely<DB>,
  scope: Scope,
  name: string,
  country: string | null,
): Promise<NamedCustomer[]> {
  const { rows } = await sql<NamedCustomer>`
    select ${columns(scope)} from customer c
    where c.archived_at is null and c.merged_into_id is null and ${scope.customer('c')}
      and (name_key(c.name) = name_key(${name}) or (c.local_name is not null and name_key(c.local_name) = name_key(${name})))
      and (${country}::text is null or c.country is null or c.country = ${country})
    order by lower(c.name) = lower(${name}) desc, c.id limit ${MOST}`.execute(db);
  return rows;
}

/** Whether the two are one name, legal form and spelling apart. */
export async function isSameName(db: Kysely<DB>, a: string, b: string): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`select name_key(${a}) = name_key(${b}) as same`.execute(db);
  return rows[0]?.same === true;
}

/** A contact of the customer, by address or by name. */
export async function findCardContact(
  db: Kysely<DB>,
  customerId: number,
  addresses: readonly string[],
  name: string | null,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select k.id from contact k
    where k.customer_id = ${customerId} and k.merged_into_id is null and k.invalid_at is null and (
      exists (select 1 from contact_address a where a.contact_id = k.id and a.address = any(${[...addresses]}::text[]))
      or (${name}::text is not null and (lower(k.name) = lower(${name}) or lower(k.local_name) = lower(${name}))))
    order by exists (select 1 from contact_address a where a.contact_id = k.id and a.address = any(${[...addresses]}::text[])) desc, k.id
    limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Active people by name or address. */
export async function findPeople(db: Kysely<DB>, text: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from app_user where disabled_at is null and (lower(name) = lower(${text}) or lower(email) = lower(${text}))
    order by id limit 2`.execute(db);
  return rows.map(({ id }) => id);
}
