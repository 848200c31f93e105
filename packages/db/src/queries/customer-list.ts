/**
 * A page of the customer list, by any filter in any order, at a cost that is bounded for any number of customers (I11).
 *
 * There are two ways to a page, and statistics say which is shorter:
 *   gather  all rows that the narrowest index finds, then sorted: as many rows as are found
 *   walk    along the order's index until the page is full: the page's rows divided by the share that fits
 * The longer of two shorter ways is at its worst where both are alike, at the square root of page × customers: some
 * 7,000 rows of a million. Estimates err; so a walk ends after `WALK` rows and a gathering after `GATHER`, and the
 * other way is taken.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, Grade, Stage } from '../schema.ts';
import { ACTIVE, boundsOf, type ListFilter, plainly } from './customer-list-filter.ts';
import { estimateWays, findByWords, type Way } from './customer-list-ways.ts';
import { ORDERS, type OrderName } from './customer-list-order.ts';
import type { Scope } from './scope.ts';

export interface ListedRow {
  readonly id: number;
  readonly name: string;
  readonly local_name: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly grade: Grade | null;
  readonly stage: Stage;
  readonly key_account: boolean;
  readonly tags: string[];
  readonly completeness: number;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly last_mail_at: Date | null;
  readonly last_inbound_at: Date | null;
  readonly last_outbound_at: Date | null;
  readonly last_contact_at: Date | null;
  readonly next_contact_on: string | null;
  readonly verified_at: Date | null;
  readonly created_at: Date;
  /** The order's value as text, exact to the microsecond: for the cursor. */
  readonly sort_key: string;
}

export interface ListPoint {
  readonly key: string;
  readonly id: number;
}

export interface ListRequest {
  readonly filter: ListFilter;
  readonly order: OrderName;
  readonly descending: boolean;
  readonly after: ListPoint | null;
  readonly limit: number;
  /** Which way to take; for tests. */
  readonly way?: 'gather' | 'walk' | 'text';
}

export interface ListTotal {
  readonly count: number;
  readonly exact: boolean;
}

/** Rows after which a walk gives up. */
const WALK = 10_000;
/** Rows of which a gathering is sure to be quick; and the most it may be sent for after a walk that failed. */
const GATHER = 10_000;
const GATHER_MOST = 300_000;
/** So few are gathered, and counted, even where a walk were shorter still. */
const FEW = 2_000;

/** @returns rows in order, and how many there are in all: counted where they were gathered, else estimated. */
export async function listCustomers(
  db: Kysely<DB>,
  scope: Scope,
  request: ListRequest,
): Promise<{ rows: ListedRow[]; total: ListTotal }> {
  const ways = await estimateWays(db, scope, request.filter);
  const { byValue, byText, customers } = ways;
  const whole = { count: Math.round(ways.all), exact: false };
  if (request.way === 'walk') return { rows: (await walk(db, scope, request, null)) ?? [], total: whole };
  // By words a page of one's own customers is found in one index; by values their texts are read one by one.
  const few = byValue.rows <= (byText === null ? FEW : FEW / 4);
  const asked = byText !== null && (request.way === 'text' || !few);
  const rare = asked ? await findByWords(db, scope, request.filter, FEW) : null;
  const first = rare === null ? null : await gather(db, request, rare, FEW);
  if (first !== null) return first;
  // Words that so many have: at least that share of the others has them, too.
  const all = byText === null || few ? ways.all : Math.max(ways.all, (byValue.rows * FEW) / customers);
  const total = { count: Math.round(all), exact: false };
  const walkRows = Math.min((request.limit * customers) / Math.max(all, 1), customers);
  // Common words fill a page by a short walk, how short is not known: more rows than these are not gathered for them.
  const most = byText === null ? walkRows : GATHER;
  const short = few || byValue.rows <= most || request.way === 'gather';
  const gathered = short ? await gather(db, request, byValue, Math.max(GATHER, 3 * byValue.rows)) : null;
  if (gathered !== null) return gathered;
  const walked = await walk(db, scope, request, WALK);
  if (walked !== null) return { rows: walked, total };
  const late = await gather(db, request, byText ?? byValue, GATHER_MOST);
  return late ?? { rows: (await walk(db, scope, request, null)) ?? [], total };
}

const columns = (key: RawBuilder<unknown>) => sql`
  c.id, c.name, c.local_name, c.country, c.city, c.grade, c.stage, c.key_account, c.tags, c.completeness, c.owner_id,
  (select u.name from app_user u where u.id = c.owner_id) as owner_name, c.last_mail_at, c.last_inbound_at,
  c.last_outbound_at, c.last_contact_at, c.next_contact_on, c.verified_at, c.created_at, ${key}::text as sort_key`;

function past(request: ListRequest): RawBuilder<boolean> {
  const { order, descending, after } = request;
  const { key, type } = ORDERS[order];
  if (after === null) return sql`true`;
  return sql`(${key}, c.id) ${descending ? sql`<` : sql`>`} (${after.key}::${sql.raw(type)}, ${after.id}::bigint)`;
}

function sorted({ order, descending }: ListRequest): RawBuilder<unknown> {
  const way = descending ? sql`desc` : sql`asc`;
  return sql`${ORDERS[order].key} ${way}, c.id ${way}`;
}

/** @returns null where there are more than `most`. */
async function gather(
  db: Kysely<DB>,
  request: ListRequest,
  way: Way,
  most: number,
): Promise<{ rows: ListedRow[]; total: ListTotal } | null> {
  const { order, descending, after, limit } = request;
  const { key, type } = ORDERS[order];
  const beyond = descending ? sql`<` : sql`>`;
  const direction = descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<ListedRow & { found: number }>`
    with found as materialized (${way.select(sql`c.id, ${key} as key`)} limit ${most + 1}),
    page as (
      select id, key from found
      where ${after === null ? sql`true` : sql`(key, id) ${beyond} (${after.key}::${sql.raw(type)}, ${after.id}::bigint)`}
      order by key ${direction}, id ${direction} limit ${limit}
    )
    select ${columns(key)}, (select count(*) from found) as found
    from page join customer c on c.id = page.id order by page.key ${direction}, page.id ${direction}`.execute(
    db,
  );
  const found = rows[0]?.found ?? 0;
  return found > most ? null : { rows, total: { count: found, exact: true } };
}

/** @returns null where `most` rows were looked at and the page is not full. */
async function walk(
  db: Kysely<DB>,
  scope: Scope,
  request: ListRequest,
  most: number | null,
): Promise<ListedRow[] | null> {
  const key = ORDERS[request.order].key;
  const { rows } = await sql<ListedRow>`
    select ${columns(key)} from (
      select * from customer c where ${ACTIVE} and ${boundsOf(request.filter, request.order)} and ${past(request)}
      order by ${sorted(request)} limit ${most}
    ) c where ${plainly(scope, request.filter)} limit ${request.limit}`.execute(db);
  return rows.length < request.limit && most !== null ? null : rows;
}

/** How many fit, by statistics alone. */
export async function estimateTotal(db: Kysely<DB>, scope: Scope, filter: ListFilter): Promise<number> {
  return Math.round((await estimateWays(db, scope, filter)).all);
}

/** The ids of all that fit, ascending; no more than `most`. */
export async function listCustomerIds(
  db: Kysely<DB>,
  scope: Scope,
  filter: ListFilter,
  most: number,
): Promise<number[]> {
  const { byValue, byText } = await estimateWays(db, scope, filter);
  const way = byText === null || byValue.rows <= FEW ? byValue : byText;
  const { rows } = await sql<{ id: number }>`
    with found as materialized (${way.select(sql`c.id`)} limit ${most})
    select id from found order by id`.execute(db);
  return rows.map((row) => row.id);
}
