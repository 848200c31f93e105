/** The indexes that a filter's rows can be found by, and how many rows each would find. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import {
  ACTIVE,
  collaboratorsOf,
  type Facet,
  FACETS,
  facetsOf,
  type ListFilter,
  plainly,
  rangesOf,
  textOf,
} from './customer-list-filter.ts';
import type { Condition, Scope } from './scope.ts';

export interface Way {
  /** Estimate of the rows that its index finds, before the rest of the filter. */
  readonly rows: number;
  /** The customers that fit the whole filter. @param columns of `c`. */
  readonly select: (columns: RawBuilder<unknown>) => RawBuilder<unknown>;
}

export interface Ways {
  /** By values of the row: the one with the fewest rows; without any it is the table. */
  readonly byValue: Way;
  /**
   * By words; null without them. What the planner expects of several grams is far too little, for it takes them for
   * independent; so nothing is built upon it.
   */
  readonly byText: Way | null;
  /** How many fit, if the parts of the filter have nothing to do with each other. */
  readonly all: number;
  /** Of how many. */
  readonly customers: number;
}

export async function estimateWays(db: Kysely<DB>, scope: Scope, filter: ListFilter): Promise<Ways> {
  const customers = Math.max(1, await estimate(db, sql`select 1 from customer c where ${ACTIVE}`));
  let all = customers;
  let byValue: Way = { rows: customers, select: (columns) => byPlan(scope, filter, columns, sql`true`) };
  for (const { probe, select } of candidates(scope, filter)) {
    const rows = await estimate(db, probe);
    all *= Math.min(1, rows / customers);
    if (rows <= byValue.rows) byValue = { rows, select };
  }
  const searched = textOf(filter.words, scope.owners);
  if (searched === null) return { byValue, byText: null, all, customers };
  const rows = await estimate(db, sql`select 1 from customer_text t where ${searched.index}`);
  const byText: Way = {
    rows,
    select: (columns) => {
      const own = sql`
        select ${columns} from customer_text t join customer c on c.id = t.customer_id
        where ${searched.index} and ${ACTIVE} and ${plainly(scope, { ...filter, words: [] })}`;
      return scope.owners === 'all' ? own : withShared(scope, filter, columns, own);
    },
  };
  return { byValue, byText, all: all * Math.min(1, rows / customers), customers };
}

interface Candidate {
  /** The rows of the index alone, for the estimate. */
  readonly probe: RawBuilder<unknown>;
  readonly select: Way['select'];
}

function candidates(scope: Scope, filter: ListFilter): Candidate[] {
  const found: Candidate[] = [];
  const known = facetsOf(filter).filter(({ index }) => index !== null);
  if (known.length > 0 || scope.owners !== 'all') found.push(byFacets(scope, filter, known));
  const ranges = rangesOf(filter);
  if (ranges.length > 0) {
    const inside = sql<boolean>`${sql.join(ranges, sql` and `)}`;
    found.push({
      probe: sql`select 1 from customer c where ${inside}`,
      select: (columns) => byPlan(scope, filter, columns, inside),
    });
  }
  if (collaboratorsOf(filter).length > 0) {
    const [first] = filter.collaborators;
    const shared = sql<boolean>`c.id in (select customer_id from customer_collaborator where user_id = ${first})`;
    found.push({
      probe: sql`select 1 from customer_collaborator where user_id = ${first}`,
      select: (columns) => byPlan(scope, filter, columns, shared),
    });
  }
  return found;
}

const byPlan = (scope: Scope, filter: ListFilter, columns: RawBuilder<unknown>, narrow: Condition) => sql`
  select ${columns} from customer c where ${ACTIVE} and ${narrow} and ${plainly(scope, filter)}`;

/** Beside what his owners have what he works on with others. */
const withShared = (
  scope: Scope,
  filter: ListFilter,
  columns: RawBuilder<unknown>,
  own: RawBuilder<unknown>,
) =>
  sql`${own} union ${byPlan(
    scope,
    filter,
    columns,
    sql`c.id in (select customer_id from customer_collaborator where user_id = ${scope.userId})`,
  )}`;

/**
 * By the index of facets. Who sees not all has his own in it, by their owners, and those that he works on with others
 * beside it. The facets are not looked at again on the row: the index is exact.
 */
function byFacets(scope: Scope, filter: ListFilter, facets: readonly Facet[]): Candidate {
  const words = facets.map(({ index }) => index as RawBuilder<unknown>);
  const { owners } = scope;
  if (owners !== 'all') words.push(sql`${owners.map((id) => `o${id}`)}::text[]`);
  const inIndex = sql<boolean>`${ACTIVE} and ${sql.join(
    words.map((any) => sql`${FACETS} && ${any}`),
    sql` and `,
  )}`;
  const rest = plainly(scope, { ...filter, ...INDEXED_NOT_SET });
  const others = facetsOf(filter).filter(({ index }) => index === null);
  const also =
    others.length === 0
      ? sql``
      : sql` and ${sql.join(
          others.map(({ plain }) => plain),
          sql` and `,
        )}`;
  return {
    probe: sql`select 1 from customer c where ${inIndex}`,
    select: (columns) => {
      const own = sql`select ${columns} from customer c where ${inIndex} and ${rest}${also}`;
      return owners === 'all' ? own : withShared(scope, filter, columns, own);
    },
  };
}

const INDEXED_NOT_SET = {
  owners: null,
  countries: null,
  region: null,
  grades: null,
  stages: null,
  relationshipTypes: null,
  keyAccount: null,
  source: null,
  batches: null,
  businessType: null,
  tag: null,
  product: null,
  productInUse: null,
  neverContacted: false,
} as const satisfies Partial<ListFilter>;

/**
 * Those of these owners' customers that have the words, found once for counting and gathering.
 * @returns null where there are more than `most`.
 */
export async function findByWords(
  db: Kysely<DB>,
  scope: Scope,
  filter: ListFilter,
  most: number,
): Promise<Way | null> {
  const searched = textOf(filter.words, scope.owners);
  if (searched === null) return null;
  const { rows } = await sql<{ customer_id: number }>`
    select t.customer_id from customer_text t where ${searched.index} limit ${most + 1}`.execute(db);
  if (rows.length > most) return null;
  const found = sql<boolean>`c.id = any(${rows.map((row) => row.customer_id)}::bigint[])`;
  return {
    rows: rows.length,
    select: (columns) => {
      const own = byPlan(scope, { ...filter, words: [] }, columns, found);
      return scope.owners === 'all' ? own : withShared(scope, filter, columns, own);
    },
  };
}

/** What the planner expects a query to give; it plans and does not run it. */
async function estimate(db: Kysely<DB>, query: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) ${query}`.execute(db);
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}
