/** The walk of a search: period by period of the index (its weeks, or several of them in one) from the newest on, until the page is full. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';
import { conditionSql, queryOfWeek, type RowCondition, spanOf } from './search-condition.ts';
import { visibleInformation } from './search-market.ts';
import { visibleRecord } from './search-record-page.ts';
import type { TimePoint } from './timeline.ts';

/** Periods that are looked at to tell how common something is. */
const SAMPLED_PERIODS = 12;
/** Matches of a period that are sooner asked for one by one than narrowed by terms. */
const RARE_IN_PERIOD = 1;

/**
 * Whether so little matches that narrowing costs more than it saves: each of its terms is a look for each period.
 * Periods at even distances stand for all.
 */
export async function isRare(
  tx: Transaction<DB>,
  query: string,
  { newest, oldest }: Weeks,
): Promise<boolean> {
  const most = SAMPLED_PERIODS * RARE_IN_PERIOD;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from (
        select week, row_number() over (order by week desc) - 1 as place, count(*) over () as periods
        from search_week where week between ${oldest} and ${newest}) w
      cross join lateral (select ${queryOfWeek(query, 'w')} as query offset 0) q
      cross join lateral (select from search_doc d where d.tokens @@ q.query offset 0) d
      where w.place % ceil(w.periods / ${SAMPLED_PERIODS}::float8)::int = 0
      limit ${most}) sample`.execute(tx);
  return (rows[0]?.count ?? 0) < most;
}

export interface SearchAsked {
  /** A `tsquery` with U+0001 where the week goes; every match satisfies it. */
  readonly query: string;
  readonly condition: RowCondition | null;
  /** Only the newest match of each thread. */
  readonly onePerThread: boolean;
}

export interface MatchRow {
  readonly id: number;
  readonly kind: 'mail' | 'activity' | 'customer' | 'contact' | 'market';
  readonly message_id: number | null;
  readonly record_id: number | null;
  readonly occurred_at: Date;
  readonly occurred_text: string;
  readonly week: number;
}

/**
 * Whether one may see it at all: the rule of its kind. `offset 0` has each asked for by its key; Postgres would else gather
 * all that may be seen, to look into that.
 * @param alias of a row of `search_doc`.
 */
export function visibleDoc(scope: Scope, alias: string): Condition {
  return sql`(case when ${sql.ref(`${alias}.message_id`)} is null then ${visibleRecord(scope, alias)}
    else exists (select from message vis_m
      where vis_m.id = ${sql.ref(`${alias}.message_id`)}
        and (${scope.message('vis_m')} or ${visibleInformation(scope, 'vis_m')}) offset 0) end)`;
}

export interface WalkPart {
  /** Behind this match; null: from the newest on. */
  readonly after: TimePoint | null;
  /** Weeks from 1970; both of it. */
  readonly newest: number;
  readonly oldest: number;
  readonly limit: number;
}

/**
 * Matches that may be seen, newest first.
 *
 * A week's matches come sorted out of the lateral subquery; `offset 0` keeps the rule of sight out of it, so that it is asked
 * of one match after another until there are enough, and not of a whole week. A nested loop keeps the order of both
 * sides: to ask for it again would have each week sorted as a whole.
 */
export async function walkMatches(
  tx: Transaction<DB>,
  scope: Scope,
  asked: SearchAsked,
  part: WalkPart,
): Promise<MatchRow[]> {
  const { rows } = await keptPlan(walk(scope, asked, part)).execute(tx);
  return rows;
}

/** As a statement, for what counts and ranks; columns as `MatchRow`. */
export function walk(scope: Scope, asked: SearchAsked, part: WalkPart) {
  const { after, newest, oldest, limit } = part;
  return sql<MatchRow>`
    select d.id, d.kind, d.message_id, d.record_id, d.occurred_at, d.occurred_at::text as occurred_text, w.week
    from search_week w
    cross join lateral (select ${queryOfWeek(asked.query, 'w')} as query offset 0) q
    cross join lateral (
      select d.id, d.kind, d.message_id, d.record_id, d.occurred_at from search_doc d
      where d.tokens @@ q.query and ${conditionSql(scope, asked.condition, 'd')}
        and ${after === null ? sql`true` : sql`(d.occurred_at, d.id) < (${after.at}::timestamptz, ${after.id}::bigint)`}
      order by d.occurred_at desc, d.id desc offset 0
    ) d
    where w.week between ${oldest} and ${newest} and ${visibleDoc(scope, 'd')}
      and ${asked.onePerThread ? newestOfThread(scope, asked) : sql`true`}
    order by w.week desc limit ${limit}`;
}

/**
 * On `d`: no newer mail of its thread matches that may be seen, too. `offset 0` has the thread's mails asked for one by one,
 * by their keys.
 */
function newestOfThread(scope: Scope, asked: SearchAsked): Condition {
  const { query, condition } = asked;
  return sql`not exists (
    select from message own join message m on m.thread_id = own.thread_id and m.id <> own.id
    where own.id = d.message_id and m.occurred_at >= d.occurred_at
      and exists (select from search_doc n where n.message_id = m.id and (n.occurred_at, n.id) > (d.occurred_at, d.id)
        and n.tokens @@ ${queryOfWeek(query, 'n')} and ${conditionSql(scope, condition, 'n')} offset 0)
      and ${scope.message('m')} offset 0)`;
}

export interface Weeks {
  readonly newest: number;
  readonly oldest: number;
}

/** The weeks in which there can be matches; null where there are none. */
export async function weeksOf(db: Kysely<DB>, condition: RowCondition | null): Promise<Weeks | null> {
  const { from, until } = spanOf(condition);
  const { rows } = await sql<{ newest: number | null; oldest: number | null }>`
    select max(week) as newest, min(week) as oldest from search_week
    where ${from === null ? sql`true` : sql`week >= search_week(${from}::timestamptz)`}
      and ${until === null ? sql`true` : sql`week <= search_week(${until}::timestamptz)`}`.execute(db);
  const { newest = null, oldest = null } = rows[0] ?? {};
  return newest === null || oldest === null ? null : { newest, oldest };
}

/** Of each statement from here on. */
export async function limitTime(tx: Transaction<DB>, milliseconds: number): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(milliseconds)}, true)`.execute(tx);
}

/** `statement_timeout` struck. */
export const isTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '57014';

/**
 * In a transaction that is bounded in time, and planned as searches need it: one GIN index and look-ups by key, begun at
 * once. Compiling an expression costs more than running it.
 */
export async function withSearchSettings<T>(
  db: Kysely<DB>,
  timeoutMs: number,
  run: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true), set_config('jit', 'off', true),
        set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
        set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(tx);
      return run(tx);
    });
}
