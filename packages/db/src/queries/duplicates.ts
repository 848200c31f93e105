/** Customers that a draft may already be: by address, company domain, number, and name in any script. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface HolderRow {
  readonly customer_id: number;
  readonly customer_name: string;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly visible: boolean;
  readonly pooled: boolean;
  /** What the two have in common. */
  readonly value: string;
}

/** Most rows that one question is answered with. */
const MOST = 20;

const holder = (scope: Scope) => sql`
  c.id as customer_id, c.name as customer_name, c.owner_id, u.name as owner_name,
  c.pooled_at is not null as pooled, (${scope.customer('c')}) as visible`;
const people = sql`left join app_user u on u.id = c.owner_id`;

export async function findByAddress(
  db: Kysely<DB>,
  scope: Scope,
  addresses: readonly string[],
): Promise<HolderRow[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<HolderRow>`
    select ${holder(scope)}, a.address as value
    from contact_address a join customer c on c.id = a.customer_id ${people}
    where a.address = any(${[...addresses]}::text[])`.execute(db);
  return rows;
}

/** Who has the domain, or contacts with addresses in it. @param domains in which not just anyone has an address. */
export async function findByDomain(
  db: Kysely<DB>,
  scope: Scope,
  domains: readonly string[],
): Promise<(HolderRow & { readonly claimed: boolean })[]> {
  if (domains.length === 0) return [];
  const { rows } = await sql<HolderRow & { claimed: boolean }>`
    select ${holder(scope)}, hit.domain as value, hit.claimed
    from unnest(${[...domains]}::text[]) as asked(domain)
    cross join lateral (
      select customer_id, domain, bool_or(claimed) as claimed from (
        select cd.customer_id, cd.domain, true as claimed from customer_domain cd where cd.domain = asked.domain
        union all
        (select ca.customer_id, asked.domain, false from contact_address ca
          where split_part(ca.address, '@', 2) = asked.domain and ca.invalid_at is null limit ${MOST})
      ) either group by 1, 2
    ) hit
    join customer c on c.id = hit.customer_id ${people}
    where c.merged_into_id is null limit ${MOST}`.execute(db);
  return rows;
}

/** Digits that two ways of writing one number end with alike. */
export const NUMBER_END = 8;

/** @param ends the last `NUMBER_END` digits of each; whether the rest fits is the caller's to see. */
export async function findByNumberEnd(
  db: Kysely<DB>,
  scope: Scope,
  ends: readonly string[],
): Promise<HolderRow[]> {
  if (ends.length === 0) return [];
  const { rows } = await sql<HolderRow>`
    select ${holder(scope)}, h.normal as value
    from (
      select * from contact_channel
      where kind in ('phone', 'mobile', 'fax', 'whatsapp', 'viber') and length(normal) >= ${sql.lit(NUMBER_END)}
        and right(normal, ${sql.lit(NUMBER_END)}) = any(${[...ends]}::text[]) and invalid_at is null
      limit 200
    ) h
    join customer c on c.id = h.customer_id ${people}
    where c.merged_into_id is null`.execute(db);
  return rows;
}

export interface NameKey {
  readonly key: string;
  readonly grams: string[];
  /** Of all customers, the part whose names have the gram, from 0 to 1; 0 of what is rare. One for each gram. */
  readonly shares: number[];
}

/**
 * What is compared of these names, as the tables keep it; without those that say nothing. Shares are those that Postgres
 * keeps of the commonest values of the index (pg_stats, renewed by each ANALYZE): no table of our own to keep.
 */
export async function nameKeys(db: Kysely<DB>, names: readonly string[]): Promise<NameKey[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<NameKey>`
    with common as materialized (
      select gram, share from pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs) as common (gram, share)
      where schemaname = current_schema() and tablename = 'customer_text_names'),
    keys as (select distinct name_key(left(name, 300)) as key from unnest(${[...names]}::text[]) as name)
    select key, array_agg(gram order by nr) as grams, array_agg(coalesce(share, 0)::float8 order by nr) as shares
    from keys, unnest(text_grams(key)) with ordinality as own (gram, nr) left join common using (gram)
    where key <> '' group by key order by key`.execute(db);
  return rows;
}

export interface NameCandidate {
  readonly customer_id: number;
  readonly name_keys: string;
}

/** Most rows that one set of grams brings: with a set that half the world has, the rest is left out. */
const MOST_PER_SET = 200;

/** @param sets each finds the names that have all its grams. */
export async function findNameCandidates(
  db: Kysely<DB>,
  sets: readonly (readonly string[])[],
): Promise<NameCandidate[]> {
  if (sets.length === 0) return [];
  const arms = sets.map(
    (grams) => sql`(select customer_id, name_keys from customer_text
      where text_grams(name_keys) @> ${[...grams]}::text[] limit ${MOST_PER_SET})`,
  );
  const { rows } = await sql<NameCandidate>`${sql.join(arms, sql` union `)}`.execute(db);
  return rows;
}

/** Of these customers those that still are, each with its name as the value. */
export async function findHolders(
  db: Kysely<DB>,
  scope: Scope,
  ids: readonly number[],
): Promise<HolderRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<HolderRow>`
    select ${holder(scope)}, c.name as value from customer c ${people}
    where c.id = any(${[...ids]}::bigint[]) and c.merged_into_id is null and c.archived_at is null`.execute(
    db,
  );
  return rows;
}

export interface DomainNeighbour {
  readonly domain: string;
  readonly owner_id: number;
  readonly other_id: number;
  readonly other_owner_id: number;
}

/** Customers of others that have these domains, or contacts with addresses in them. */
export async function listDomainNeighbours(
  db: Kysely<DB>,
  customerId: number,
  domains: readonly string[],
): Promise<DomainNeighbour[]> {
  if (domains.length === 0) return [];
  const { rows } = await sql<DomainNeighbour>`
    select distinct hit.domain, me.owner_id, c.id as other_id, c.owner_id as other_owner_id
    from customer me
    cross join unnest(${[...domains]}::text[]) as asked(domain)
    cross join lateral (
      select cd.customer_id, cd.domain from customer_domain cd where cd.domain = asked.domain
      union
      (select ca.customer_id, asked.domain from contact_address ca
        where split_part(ca.address, '@', 2) = asked.domain and ca.invalid_at is null limit ${MOST})
    ) hit
    join customer c on c.id = hit.customer_id
    where me.id = ${customerId} and c.id <> me.id and c.owner_id <> me.owner_id
      and c.archived_at is null and c.merged_into_id is null
    order by hit.domain, c.id limit ${MOST}`.execute(db);
  return rows;
}
