/** How wide the periods of the index are: narrow ones where there is much mail (docs/decisions/0048). */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** Of a period of several weeks. A page of a common word reads all that match in the newest period. */
export const MOST_IN_PERIOD = 4_000;

/**
 * Where more mail came in the last weeks than a wide period should have, each week to come is a period of its own: from the
 * period after the next on, in which there is nothing yet, whatever a mail says of its own date.
 * @returns whether they become narrow by this.
 */
export async function narrowPeriods(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql`
    with last as materialized (select weeks from search_span order by from_week desc limit 1)
    insert into search_span (from_week, weeks)
    select search_week(now()) + 2 * last.weeks, 1 from last
    where last.weeks > 1 and (
      select count(*) from (
        select from message where occurred_at > now() - last.weeks * interval '7 days' limit ${MOST_IN_PERIOD + 1}) lately
    ) > ${MOST_IN_PERIOD}
    on conflict do nothing returning from_week`.execute(db);
  return rows.length > 0;
}
