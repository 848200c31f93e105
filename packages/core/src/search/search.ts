/** A page of a search. */
import type { SearchItem } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import {
  isTimeout,
  type MatchRow,
  type SearchAsked,
  type Weeks,
  weeksOf,
  withSearchSettings,
} from '@tradepost/db/queries/search';
import {
  type Compared,
  countInThreads,
  type GroupRow,
  groupByCustomer,
  MOST_COMPARED,
  rankMatches,
} from '@tradepost/db/queries/search-groups';
import type { Kysely, Transaction } from 'kysely';
import { type AskedSearch, askSearch, type SearchAsker } from './ask.ts';
import { describeMatches } from './describe-matches.ts';
import { findMatches, SEARCH_MS } from './find-matches.ts';
import { needlesOf } from './needles.ts';
import { rankQuery } from './rank-query.ts';
import { recordSearch } from './record-search.ts';

/** The last match of a page. */
export interface SearchPoint {
  readonly at: string;
  readonly id: number;
  /** By relevance; null by time. */
  readonly rank: string | null;
}

export interface SearchRequest {
  readonly typed: string;
  readonly order: 'newest' | 'relevance';
  readonly group: 'none' | 'thread' | 'customer';
  readonly after: SearchPoint | null;
  readonly limit: number;
}

export interface FoundPage {
  readonly items: readonly SearchItem[];
  readonly timedOut: boolean;
  /** Only so many matches were compared; null: all. */
  readonly boundedTo: number | null;
  /** Behind which the next page begins; null where there is none. */
  readonly next: SearchPoint | null;
}

interface Found {
  readonly rows: readonly (MatchRow &
    Partial<Pick<GroupRow, 'customer_id' | 'customer_name' | 'matches'>> & { readonly rank?: string })[];
  readonly timedOut: boolean;
  readonly bounded: boolean;
}

/** @throws TradepostError 'unprocessable' with the place of the fault. */
export async function searchPage(
  db: Kysely<DB>,
  asker: SearchAsker,
  request: SearchRequest,
): Promise<FoundPage> {
  const search = await askSearch(db, asker, request.typed);
  const { tree, context, query, condition } = search;
  const asked = { query, condition, onePerThread: request.group === 'thread' };
  const { rows, timedOut, bounded } = await find(db, asker, search, asked, request);
  const shown = rows.slice(0, endOfPage(rows, request.limit));
  await recordSearch(
    db,
    asker.viewer,
    request.typed,
    shown.flatMap((row) => row.message_id ?? []),
  );
  const items = await describeMatches(db, asker.scope, shown, needlesOf(tree, context.names));
  const last = shown.at(-1);
  const more = last !== undefined && (rows.length > shown.length || timedOut);
  return {
    items: await withGroups(db, asker, asked, request.group, shown, items, bounded),
    timedOut,
    boundedTo: bounded ? MOST_COMPARED : null,
    next: more ? { at: last.occurred_text, id: last.id, rank: last.rank ?? null } : null,
  };
}

/** Behind the last of its rows; a mail that stands with several customers is on one page with all of them. */
function endOfPage(rows: Found['rows'], limit: number): number {
  let end = Math.min(limit, rows.length);
  while (end < rows.length && rows[end]?.id === rows[end - 1]?.id) end++;
  return end;
}

async function find(
  db: Kysely<DB>,
  asker: SearchAsker,
  search: AskedSearch,
  asked: SearchAsked,
  { order, group, after, limit }: SearchRequest,
): Promise<Found> {
  const { scope } = asker;
  const page = { after, limit: limit + 1 };
  if (group === 'customer')
    return compare(db, asked, (tx, weeks) => groupByCustomer(tx, scope, asked, weeks, page));
  const ranked = order === 'relevance' ? rankQuery(search.tree, search.context) : null;
  if (ranked === null)
    return { ...(await findMatches(db, scope, asked, search.unnarrowed, after, limit + 1)), bounded: false };
  const from = after === null || after.rank === null ? null : { ...after, rank: after.rank };
  return compare(db, asked, (tx, weeks) =>
    rankMatches(tx, scope, asked, ranked, weeks, { after: from, limit: limit + 1 }),
  );
}

async function compare<Row extends Found['rows'][number]>(
  db: Kysely<DB>,
  { condition }: SearchAsked,
  run: (tx: Transaction<DB>, weeks: Weeks) => Promise<Compared<Row>>,
): Promise<Found> {
  const weeks = await weeksOf(db, condition);
  if (weeks === null) return { rows: [], timedOut: false, bounded: false };
  try {
    const found = await withSearchSettings(db, SEARCH_MS, (tx) => run(tx, weeks));
    return { ...found, timedOut: false };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    return { rows: [], timedOut: true, bounded: false };
  }
}

async function withGroups(
  db: Kysely<DB>,
  { scope }: SearchAsker,
  asked: SearchAsked,
  group: SearchRequest['group'],
  rows: Found['rows'],
  items: readonly SearchItem[],
  bounded: boolean,
): Promise<readonly SearchItem[]> {
  if (group === 'none' || items.length === 0) return items;
  if (group === 'customer')
    return items.map((item, i) => {
      const row = rows.filter(({ id }) => items.some((one) => one.id === id))[i];
      const id = row?.customer_id ?? null;
      const matches = { count: row?.matches ?? 1, estimate: bounded };
      return { ...item, group: id === null ? null : { id, name: row?.customer_name ?? null, matches } };
    });
  const threads = items.flatMap(({ mail }) => mail?.threadId ?? []);
  const counts = await withSearchSettings(db, SEARCH_MS, (tx) =>
    countInThreads(tx, scope, asked, threads),
  ).catch((error: unknown) => {
    if (!isTimeout(error)) throw error;
    return null;
  });
  return items.map((item) => {
    const id = item.mail?.threadId;
    if (id === undefined) return item;
    const matches = { count: counts?.get(id) ?? 1, estimate: counts === null };
    return { ...item, group: { id, name: null, matches } };
  });
}
