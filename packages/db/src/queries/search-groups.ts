/** Matches in another order than that of time, and by what they belong to; over the newest of them. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { type MatchRow, type SearchAsked, walk, type Weeks } from './search.ts';
import { conditionSql, queryOfWeek } from './search-condition.ts';
import { CUSTOMERS_OF_HITS } from './search-customers.ts';
import type { TimePoint } from './timeline.ts';

/** Newest matches that are ranked, or grouped by customer. */
export const MOST_COMPARED = 2_000;

export interface RankPoint extends TimePoint {
  /** As Postgres prints it. */
  readonly rank: string;
}

export interface Compared<Row> {
  readonly rows: readonly Row[];
  /** There were more matches than were compared. */
  readonly bounded: boolean;
}

const compared = (scope: Scope, asked: SearchAsked, weeks: Weeks) =>
  walk(scope, asked, { ...weeks, after: null, limit: MOST_COMPARED + 1 });

/** Subject, new text, people and file names, quoted text and text of attachments: D, C, B, A. */
const WEIGHTS = sql`'{0.1, 0.3, 0.6, 1}'::float4[]`;
/** Long texts do not win by their length alone. */
const BY_LENGTH = 1;

/** The best first. @param rankQuery what is looked for, without what only filters. */
export async function rankMatches(
  tx: Transaction<DB>,
  scope: Scope,
  asked: SearchAsked,
  rankQuery: string,
  weeks: Weeks,
  { after, limit }: { readonly after: RankPoint | null; readonly limit: number },
): Promise<Compared<MatchRow & { readonly rank: string }>> {
  const { rows } = await sql<MatchRow & { rank: string; walked: number }>`
    with hits as materialized (${compared(scope, asked, weeks)}), ranked as (
      select h.*, count(*) over () as walked, ts_rank_cd(${WEIGHTS}, d.tokens, ${queryOfWeek(rankQuery, 'h')}, ${BY_LENGTH}) as r
      from (select * from hits limit ${MOST_COMPARED}) h join search_doc d on d.id = h.id)
    select id, kind, message_id, record_id, occurred_at, occurred_text, week, r::text as rank,
      (select count(*) from hits) as walked from ranked
    where ${after === null ? sql`true` : sql`(r, occurred_at, id) < (${after.rank}::float4, ${after.at}::timestamptz, ${after.id}::bigint)`}
    order by r desc, occurred_at desc, id desc limit ${limit}`.execute(tx);
  return { rows, bounded: (rows[0]?.walked ?? 0) > MOST_COMPARED };
}

export interface GroupRow extends MatchRow {
  /** Null: of no customer that the asker may see; it stands for itself. */
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly matches: number;
}

/**
 * The newest match of each customer, the newest first. More than `limit` where the last one is of several customers: a
 * cursor points behind a mail, not between its customers.
 */
export async function groupByCustomer(
  tx: Transaction<DB>,
  scope: Scope,
  asked: SearchAsked,
  weeks: Weeks,
  { after, limit }: { readonly after: TimePoint | null; readonly limit: number },
): Promise<Compared<GroupRow>> {
  const { rows } = await sql<GroupRow & { walked: number }>`
    with walked as materialized (${compared(scope, asked, weeks)}),
    hits as materialized (select * from walked limit ${MOST_COMPARED}), held as (
      select h.*, c.id as customer_id, c.name as customer_name
      from hits h left join ((${CUSTOMERS_OF_HITS}) one join customer c on c.id = one.customer_id and ${scope.customer('c')})
        on one.id = h.id
    ), counted as (
      select held.*, count(*) over of_one as matches, row_number() over (of_one order by occurred_at desc, id desc) as place
      from held window of_one as (partition by coalesce(customer_id, -id)))
    select id, kind, message_id, record_id, occurred_at, occurred_text, week, customer_id, customer_name, matches,
      (select count(*) from walked) as walked
    from counted where place = 1
      and ${after === null ? sql`true` : sql`(occurred_at, id) < (${after.at}::timestamptz, ${after.id}::bigint)`}
    order by occurred_at desc, id desc fetch first ${limit} rows with ties`.execute(tx);
  return { rows, bounded: (rows[0]?.walked ?? 0) > MOST_COMPARED };
}

/** How many of each thread match and may be seen. */
export async function countInThreads(
  tx: Transaction<DB>,
  scope: Scope,
  asked: SearchAsked,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ thread_id: number; matches: number }>`
    select m.thread_id, count(*) as matches from message m join search_doc n on n.message_id = m.id
    where m.thread_id = any(${[...threadIds]}::bigint[]) and n.tokens @@ ${queryOfWeek(asked.query, 'n')}
      and ${conditionSql(scope, asked.condition, 'n')} and ${scope.message('m')}
    group by m.thread_id`.execute(tx);
  return new Map(rows.map((row) => [row.thread_id, row.matches]));
}
