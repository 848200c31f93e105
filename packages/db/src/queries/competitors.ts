/** Competitors of the company. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { CompetitorTable, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export type CompetitorRow = Selectable<CompetitorTable> & {
  readonly supplied: number;
  /** The sort key of the list. */
  readonly sort_key: string;
};

/** Counted at most of one competitor. */
const MOST_COUNTED = 1_000;

const columns = (scope: Scope) => sql<CompetitorRow>`
  k.*, lower(k.name) as sort_key,
  (select count(*) from (select 1 from customer_supplier s join customer c on c.id = s.customer_id
    where s.competitor_id = k.id and c.archived_at is null and ${scope.customer('c')} limit ${MOST_COUNTED}) n) as supplied`;

export async function findCompetitor(
  db: Kysely<DB>,
  scope: Scope,
  id: number,
): Promise<CompetitorRow | undefined> {
  const { rows } = await sql<CompetitorRow>`
    select ${columns(scope)} from competitor k where k.id = ${id}`.execute(db);
  return rows[0];
}

export interface CompetitorPage {
  readonly search: string | null;
  readonly country: string | null;
  readonly archived: boolean;
  readonly after: { readonly key: string; readonly id: number } | null;
  readonly limit: number;
}

/** By name. Only those of the page are counted for. */
export async function listCompetitors(
  db: Kysely<DB>,
  scope: Scope,
  { search, country, archived, after, limit }: CompetitorPage,
): Promise<CompetitorRow[]> {
  const pattern = search === null ? null : `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<CompetitorRow>`
    with page as (
      select * from competitor
      where (archived_at is not null) = ${archived}::boolean
        and ${country === null ? sql`true` : sql`countries @> array[${country}]::text[]`}
        and ${pattern === null ? sql`true` : sql`(lower(name) like ${pattern} or lower(array_to_string(aliases, ' ')) like ${pattern} or lower(coalesce(products, '')) like ${pattern})`}
        and ${after === null ? sql`true` : sql`(lower(name), id) > (${after.key}, ${after.id}::bigint)`}
      order by lower(name), id limit ${limit}
    )
    select ${columns(scope)} from page k order by lower(k.name), k.id`.execute(db);
  return rows;
}

/** By its name or an alias; the oldest where two have it. */
export async function findCompetitorByName(
  db: Kysely<DB>,
  name: string,
): Promise<{ id: number } | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from competitor
    where archived_at is null and (lower(name) = lower(${name})
      or exists (select 1 from unnest(aliases) as alias where lower(alias) = lower(${name})))
    order by id limit 1`.execute(db);
  return rows[0];
}

export interface MetCompetitor {
  readonly id: number;
  readonly name: string;
  readonly products: string | null;
  /** Sells to this customer now. */
  readonly supplies: boolean;
}

/** Known in the customer's country, or as its supplier; these first. */
export async function listMetCompetitors(db: Kysely<DB>, customerId: number): Promise<MetCompetitor[]> {
  const { rows } = await sql<MetCompetitor>`
    with supplying as (
      select distinct competitor_id as id from customer_supplier
      where customer_id = ${customerId} and competitor_id is not null and (until_on is null or until_on >= now()::date)
    ), met as (
      select k.id from customer c join competitor k on k.countries @> array[c.country]
      where c.id = ${customerId} and k.archived_at is null
      union select id from supplying
    )
    select k.id, k.name, k.products, s.id is not null as supplies
    from met join competitor k on k.id = met.id left join supplying s on s.id = k.id
    order by supplies desc, lower(k.name), k.id limit 50`.execute(db);
  return rows;
}
