/** What keeps customers from selling in their markets. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { DB, Difficulty, MarketProblemTable } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { TimePoint } from './timeline.ts';

export type MarketProblemRow = Selectable<MarketProblemTable> & {
  readonly customer_id: number;
  readonly customer_name: string;
  readonly content: string | null;
  readonly result: string | null;
  readonly author_name: string | null;
  readonly noted_text: string;
};

export interface MarketProblemFilter {
  readonly country: string | null;
  readonly difficulty: Difficulty | null;
  readonly before: TimePoint | null;
  readonly limit: number;
}

/** Newest first; withdrawn ones left out. */
export async function listMarketProblems(
  db: Kysely<DB>,
  scope: Scope,
  { country, difficulty, before, limit }: MarketProblemFilter,
): Promise<MarketProblemRow[]> {
  const { rows } = await sql<MarketProblemRow>`
    select mp.*, mp.noted_at::text as noted_text, c.id as customer_id, c.name as customer_name, x.content, x.result,
      u.name as author_name
    from market_problem mp join activity x on x.id = mp.activity_id join customer c on c.id = x.customer_id
    left join app_user u on u.id = x.created_by
    where x.state = 'done' and ${scope.customer('c')}
      and ${country === null ? sql`true` : sql`mp.country = ${country}`}
      and ${difficulty === null ? sql`true` : sql`mp.difficulty = ${difficulty}`}
      and ${before === null ? sql`true` : sql`(mp.noted_at, mp.activity_id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
    order by mp.noted_at desc, mp.activity_id desc limit ${limit}`.execute(db);
  return rows;
}
