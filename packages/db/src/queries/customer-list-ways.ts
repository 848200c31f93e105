/** The indexes that a filter's rows can be found by, which of them together are cheapest, and how many rows they give. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import { detailsOf, wordsOfLacking } from './customer-list-details.ts';
import {
  ACTIVE,
  allOf,
  ARCHIVED,
  collaboratorsOf,
  facetsOf,
  type ListFilter,
  rangesOf,
} from './customer-list-filter.ts';
import { gramShares, gramsToAsk } from './customer-list-grams.ts';
import { facetConditions, facetWords, knownFacets } from './customer-list-facets.ts';
import type { PieceCondition } from './customer-list-pieces.ts';
import { type Gram, wordsInIndex, wordsOfRow } from './customer-list-words.ts';
import type { Condition, Scope } from './scope.ts';

/** What a row of an index costs that is compared with another index, where a customer that is looked at costs 1. */
const ENTRY = 0.08;

export interface Way {
  /** Estimate of the customers that are looked at: what the indexes find, before the rest of the filter. */
  readonly rows: number;
  /** Those, and the rows of the indexes. */
  readonly cost: number;
  /** The customers that fit the whole filter. @param columns of `c`. @param within of these alone, by an index. */
  readonly select: (columns: RawBuilder<unknown>, within?: Condition) => RawBuilder<unknown>;
  /**
   * Their `id`, `key` in the order of the last mail, and whether it is a key account as `first`, without looking them
   * up; null: their rows must be looked at.
   */
  readonly byLastMail?: RawBuilder<unknown> | null;
}

export interface Ways {
  /** By values of the row; without any it is the table. */
  readonly byValue: Way;
  /** Whether it asks for anything beside words. */
  readonly narrowed: boolean;
  /** How many customers are on the lists. */
  readonly customers: number;
  /** Of its words what the index of texts is asked for. */
  readonly grams: readonly Gram[];
  /** The same plainly, on `c`, for a sample. */
  readonly plain: PlainParts;
}

/** Each is looked at once, for some fold texts. */
export interface PlainParts {
  /** What the index of facets knows of the filter, but for key accounts; null: nothing, and of no owners either. */
  readonly facets: Condition | null;
  /** Whose they are, as that index knows it. */
  readonly own: Condition;
  /** What else the indexes of `byValue` find them by. */
  readonly used: Condition;
  /** All else of the filter but its words, and what may be seen. */
  readonly rest: Condition;
  readonly usesFacets: boolean;
}

/** A condition that one index answers. */
interface Part {
  readonly rows: number;
  readonly inIndex: Condition;
  readonly plain: Condition;
}

/** Of words nothing is estimated: what the planner expects of several grams is far too little. */
export async function estimateWays(db: Kysely<DB>, scope: Scope, filter: ListFilter): Promise<Ways> {
  const customers = Math.max(1, await estimate(db, ACTIVE));
  const facets = await facetPart(db, scope, filter);
  const parts: Part[] = facets === null ? [] : [facets];
  const details = detailsOf(filter, await wordsOfLacking(db, filter));
  for (const { index, plain } of details)
    if (index !== null)
      parts.push({ rows: await estimate(db, allOf([ACTIVE, index])), inIndex: index, plain });
  for (const plain of [...rangesOf(filter), ...collaboratorsOf(filter)])
    parts.push({ rows: await estimate(db, plain), inIndex: plain, plain });
  const { used, rows, cost } = cheapest(parts, customers);
  const inNone = details.flatMap(({ index, plain }) => (index === null ? [plain] : []));
  const unused = parts.filter((part) => !used.includes(part)).map(({ plain }) => plain);
  const rest = restOf(scope, filter, [...unused, ...inNone]);
  const own: Way['select'] = (columns, within = EVERYWHERE) => sql`
    select ${columns} from customer c where ${allOf([ACTIVE, ...used.map(({ inIndex }) => inIndex), within, rest])}`;
  const byOwners = facets !== null && used.includes(facets) && scope.owners !== 'all';
  return {
    byValue: {
      rows,
      cost,
      select: byOwners ? withShared(scope, filter, own) : own,
    },
    narrowed: parts.length + inNone.length > 0,
    customers,
    grams: filter.texts.length === 0 ? [] : gramsToAsk(filter.texts, await gramShares(db)),
    plain: {
      facets: facets && allOf(knownFacets({ ...filter, keyAccount: null })),
      own:
        scope.owners === 'all'
          ? sql`true`
          : sql<boolean>`coalesce(c.owner_id = any(${[...scope.owners]}::bigint[]), false)`,
      used: allOf(used.filter((part) => part !== facets).map(({ plain }) => plain)),
      rest: allOf([
        scope.customer('c'),
        ...(filter.keyAccount === false ? [sql<boolean>`not c.key_account`] : []),
        ...plainDetails(filter),
        ...rangesOf(filter),
        ...collaboratorsOf(filter),
      ]),
      usesFacets: facets !== null && used.includes(facets),
    },
  };
}

/** The narrowest, and beside it those that spare more than they cost. */
function cheapest(parts: readonly Part[], customers: number) {
  const used: Part[] = [];
  let rows = customers;
  let entries = 0;
  for (const part of parts.toSorted((a, b) => a.rows - b.rows)) {
    const left = rows * Math.min(1, part.rows / customers);
    if (used.length > 0 && left + part.rows * ENTRY >= rows) continue;
    used.push(part);
    entries += part.rows;
    rows = left;
  }
  return { used, rows: Math.ceil(rows), cost: Math.ceil(rows + entries * ENTRY) };
}

/** By the index of facets, with one's own by their owners. */
async function facetPart(db: Kysely<DB>, scope: Scope, filter: ListFilter): Promise<Part | null> {
  const conditions = facetConditions(scope, filter);
  if (conditions.length === 0) return null;
  // Those on the lists alone are in it.
  const inIndex = allOf([ACTIVE, ...conditions]);
  return { rows: await estimate(db, inIndex), inIndex, plain: allOf(knownFacets(filter)) };
}

const plainDetails = (filter: ListFilter): Condition[] => detailsOf(filter).map(({ plain }) => plain);

/** What no index says, in a form that none is used for: the planner would join whole ones to spare a few rows. */
function restOf(scope: Scope, filter: ListFilter, unused: readonly Condition[]): Condition {
  const unknown = facetsOf(filter).filter(({ index }) => index === null);
  const words = filter.texts.length === 0 ? [] : [wordsOfRow(filter.texts)];
  return sql`(${allOf([scope.customer('c'), ...unknown.map(({ plain }) => plain), ...unused, ...words])}) is true`;
}

/** All of it plainly: nothing of it is in an index that is used. */
export function plainly(scope: Scope, filter: ListFilter): Condition {
  return restOf(scope, filter, [
    ...knownFacets(filter),
    ...plainDetails(filter),
    ...rangesOf(filter),
    ...collaboratorsOf(filter),
  ]);
}

/** Beside what his owners have what he works on with others. */
const withShared =
  (scope: Scope, filter: ListFilter, own: Way['select']): Way['select'] =>
  (columns, within = EVERYWHERE) =>
    sql`${own(columns, within)} union ${shared(scope, filter, columns, within)}`;

const shared = (
  scope: Scope,
  filter: ListFilter,
  columns: RawBuilder<unknown>,
  within: Condition = EVERYWHERE,
) => sql`
    select ${columns} from customer c
    where ${ACTIVE} and c.id in (select customer_id from customer_collaborator where user_id = ${scope.userId})
      and ${within} and ${plainly(scope, filter)}`;

const EVERYWHERE: Condition = sql`true`;

/**
 * By the index of texts, which has the facets beside the words.
 * @param rows that it finds, as far as the caller knows. @param pieces of the order, of which alone they are to be.
 */
export function byWords(
  scope: Scope,
  filter: ListFilter,
  grams: readonly Gram[],
  rows: number,
  pieces: PieceCondition | null = null,
): Way {
  const facets = [...facetWords(scope, filter), ...(pieces === null ? [] : [pieces.words])];
  const found = wordsInIndex(filter.texts, grams, facets);
  const inside = pieces === null ? EVERYWHERE : pieces.plain;
  const own: Way['select'] = (columns, within = inside) => sql`
    select ${columns} from customer_text t join customer c on c.id = t.customer_id
    where ${found} and ${ACTIVE} and ${within} and ${plainly(scope, { ...filter, texts: [] })}`;
  // Who is on no list has no facets.
  const light = sql`
    select t.customer_id as id, coalesce(t.last_mail_at, '-infinity') as key, t.facets @> '{k}' as first
    from customer_text t where ${found} and t.facets <> '{}'`;
  const columns = sql`c.id, coalesce(c.last_mail_at, '-infinity') as key, c.key_account as first`;
  const byOwners = scope.owners !== 'all';
  const all = byOwners ? withShared(scope, filter, own) : own;
  return {
    rows,
    cost: rows,
    select: (what, within = inside) => all(what, within),
    byLastMail: !knownByFacets(filter)
      ? null
      : byOwners
        ? sql`${light} union ${shared(scope, filter, columns, inside)}`
        : light,
  };
}

/** Whether the facets and the words are all of it. */
export const knownByFacets = (filter: ListFilter): boolean =>
  facetsOf(filter).every(({ index }) => index !== null) &&
  plainDetails(filter).length + rangesOf(filter).length + collaboratorsOf(filter).length === 0;

/** Those that were taken off the lists: they are few, and in no other index. */
export const byArchive = (scope: Scope, filter: ListFilter): Way => ({
  rows: 0,
  cost: 0,
  select: (columns) => sql`select ${columns} from customer c where ${ARCHIVED} and ${plainly(scope, filter)}`,
});

/** What the planner expects of a condition on `c`; it plans and does not run it. */
async function estimate(db: Kysely<DB>, condition: Condition): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) select 1 from customer c where ${condition}`.execute(db);
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}
