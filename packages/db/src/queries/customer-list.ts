/**
 * A page of the customer list, by any filter in any order, at a cost that is bounded for any number of customers (I11).
 *
 * There are two ways to a page:
 *   gather  all rows that indexes find, of values or of words, then sorted: as many rows as are found
 *   walk    along the order's index until the page is full: the page's rows divided by the share that fits
 * The longer of two shorter ways is at its worst where both are alike, at the square root of page × customers: some
 * 7,000 rows of a million. Statistics, and a sample where they do not suffice, say which is shorter; estimates err, so
 * each gives up after some times what was expected of it, and the next is taken.
 */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { ListFilter } from './customer-list-filter.ts';
import { gather, type ListedRow, type ListRequest, walk, walkMonths } from './customer-list-page.ts';
import { type Attempt, planPage } from './customer-list-plan.ts';
import { byArchive, byWords, estimateWays, type Way, type Ways } from './customer-list-ways.ts';
import type { Scope } from './scope.ts';

export type { ListedRow, ListRequest } from './customer-list-page.ts';

/** For tests: which one to take. */
export type ListWay = 'gather' | 'walk' | 'words' | 'months' | 'divide' | 'keys';

export interface ListTotal {
  readonly count: number;
  readonly exact: boolean;
}

export interface Listed {
  readonly rows: readonly ListedRow[];
  readonly total: ListTotal;
}

/** So few are gathered, and counted, without asking what else there is. */
const FEW = 4_000;
/** With words that are looked up one by one. */
const FEW_WITH_WORDS = 500;
/** The most that may be gathered where nothing was as expected. */
const GATHER_MOST = 300_000;
/** What costs more than this is too slow to be waited for: then the list is divided, see `DIVIDED`. */
const TOO_LONG = 25_000;
/** Orders that end, from the newest on, with those of which there is nothing: who has something is looked for first. */
const DIVIDED = { 'last-mail': 'mailed', 'last-contact': 'contacted' } as const;

/** @returns rows in order, and how many there are in all: counted where they were gathered, else estimated. */
export async function listCustomers(
  db: Kysely<DB>,
  scope: Scope,
  request: ListRequest,
  way?: ListWay,
): Promise<Listed> {
  const { filter } = request;
  if (filter.archived)
    return counted(await gather(db, scope, request, byArchive(scope, filter), GATHER_MOST)) ?? NOTHING;
  const ways = await estimateWays(db, scope, filter);
  const all = { count: Math.round(ways.customers), exact: false };
  const walkOn = async () => (await walk(db, scope, request, null)) ?? [];
  const unfiltered = !ways.narrowed && filter.texts.length === 0;
  if (way === 'walk' || (unfiltered && ways.customers > FEW)) return { rows: await walkOn(), total: all };
  if (way === 'months') return { rows: await walkMonths(db, scope, request), total: all };
  if (way === 'keys') return keysFirst(db, scope, request, all);
  if (way === 'divide') return divide(db, scope, request, all);
  const few = way === 'words' ? byWords(scope, filter, ways.grams, 0) : fewest(scope, filter, ways);
  const found = few ?? (way === 'gather' ? ways.byValue : null);
  const first =
    found === null ? null : counted(await gather(db, scope, request, found, 3 * Math.max(FEW, found.rows)));
  if (first !== null) return first;
  const { attempts, expected } = await planPage(db, scope, filter, ways, request);
  const total = { count: Math.round(expected), exact: false };
  if ((attempts[0]?.cost ?? 0) > TOO_LONG && mayDivide(request)) return divide(db, scope, request, total);
  for (const attempt of attempts) {
    const page = await take(db, scope, request, attempt, total);
    if (page !== null) return page;
  }
  const late = counted(await gather(db, scope, request, ways.byValue, GATHER_MOST));
  return late ?? { rows: await walkOn(), total };
}

function counted(gathered: { rows: ListedRow[]; count: number } | null): Listed | null {
  return gathered && { rows: gathered.rows, total: { count: gathered.count, exact: true } };
}

const NOTHING: Listed = { rows: [], total: { count: 0, exact: true } };

async function take(
  db: Kysely<DB>,
  scope: Scope,
  request: ListRequest,
  { way, most, upTo, begins }: Attempt,
  total: ListTotal,
): Promise<Listed | null> {
  if (way === 'months') return { rows: await walkMonths(db, scope, request), total };
  if (way === 'keys') return keysFirst(db, scope, request, total);
  if (typeof way === 'object' && upTo === undefined && begins !== true)
    return counted(await gather(db, scope, request, way, most));
  const rows =
    way === 'walk'
      ? await walk(db, scope, request, most)
      : ((await gather(db, scope, request, way, most, upTo, begins))?.rows ?? null);
  return rows === null ? null : { rows, total };
}

function mayDivide({ filter, order, descending, keyFirst }: ListRequest): boolean {
  return (
    (order === 'last-mail' || order === 'last-contact') &&
    filter.texts.length === 0 &&
    descending &&
    !keyFirst &&
    filter[DIVIDED[order]] === null
  );
}

/** First those that have something, then the others: each half is planned for itself. */
async function divide(db: Kysely<DB>, scope: Scope, request: ListRequest, total: ListTotal): Promise<Listed> {
  const { order, limit, filter } = request;
  const by = order === 'last-contact' ? DIVIDED[order] : DIVIDED['last-mail'];
  const { rows } = await listCustomers(db, scope, { ...request, filter: { ...filter, [by]: true } });
  if (rows.length >= limit) return { rows, total };
  const rest = { ...request, limit: limit - rows.length, filter: { ...filter, [by]: false } };
  const others = await listCustomers(db, scope, rest);
  return { rows: [...rows, ...others.rows], total };
}

/** First the key accounts, then the others: each part is planned for itself. */
async function keysFirst(
  db: Kysely<DB>,
  scope: Scope,
  { filter, after, limit, ...rest }: ListRequest,
  total: ListTotal,
): Promise<Listed> {
  const part = async (keyAccount: boolean, from: ListRequest['after'], most: number) => {
    const request = { ...rest, filter: { ...filter, keyAccount }, after: from, limit: most, keyFirst: false };
    return (await listCustomers(db, scope, request)).rows;
  };
  const inOthers = after?.keyAccount === false;
  const keys = inOthers ? [] : await part(true, after, limit);
  if (keys.length >= limit) return { rows: keys, total };
  const others = await part(false, inOthers ? after : null, limit - keys.length);
  return { rows: [...keys, ...others], total };
}

/** A way whose rows are few in any case; null where there is none. */
function fewest(scope: Scope, filter: ListFilter, { byValue, grams }: Ways): Way | null {
  if (filter.texts.length === 0) return byValue.cost <= FEW ? byValue : null;
  if (byValue.rows <= FEW_WITH_WORDS) return byValue;
  // The index of texts has the facets as well; of one person's customers it finds those that have the words.
  const ofOne = scope.owners !== 'all' && scope.owners.length === 1;
  return ofOne && byValue.rows <= 2 * FEW ? byWords(scope, filter, grams, byValue.rows) : null;
}

const ANYWHERE = { order: 'created', descending: true, keyFirst: false, after: null, limit: 1 } as const;

/** The ids of all that fit, ascending; no more than `most`. */
export async function listCustomerIds(
  db: Kysely<DB>,
  scope: Scope,
  filter: ListFilter,
  most: number,
): Promise<number[]> {
  const way = await wayToAll(db, scope, filter);
  const { rows } = await sql<{ id: number }>`
    with found as materialized (${way.select(sql`c.id`)} limit ${most})
    select id from found order by id`.execute(db);
  return rows.map((row) => row.id);
}

async function wayToAll(db: Kysely<DB>, scope: Scope, filter: ListFilter): Promise<Way> {
  if (filter.archived) return byArchive(scope, filter);
  const ways = await estimateWays(db, scope, filter);
  const few = fewest(scope, filter, ways);
  if (few !== null || filter.texts.length === 0) return few ?? ways.byValue;
  const { attempts } = await planPage(db, scope, filter, ways, ANYWHERE);
  for (const { way } of attempts) if (typeof way === 'object') return way;
  return ways.byValue;
}
