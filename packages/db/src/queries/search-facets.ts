/** How many matches there are, and of whom: of all of them, or of some weeks that stand for the others. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { type SearchAsked, visibleDoc, walk, type Weeks } from './search.ts';
import { conditionSql, queryOfWeek } from './search-condition.ts';
import { CUSTOMERS_OF_HITS } from './search-customers.ts';
import { isMarketInformation } from './search-market.ts';

/** Values of one facet that are told. */
const MOST_VALUES = 10;

/** A week, and how many weeks it stands for. */
export interface SampledWeek {
  readonly week: number;
  readonly weight: number;
}

export interface FacetRow {
  readonly facet: 'total' | 'people' | 'customers' | 'years' | 'directions' | 'kinds';
  readonly value: string;
  readonly label: string | null;
  readonly count: number;
}

export interface FilesOfMail {
  readonly files: readonly { readonly fileName: string | null; readonly contentType: string }[];
  /** Mails that this one stands for. */
  readonly weight: number;
}

/** `label`: `files` as JSON. */
interface FilesRow {
  readonly facet: 'files';
  readonly label: string;
  readonly count: number;
}

export interface Facets {
  readonly rows: readonly FacetRow[];
  readonly files: readonly FilesOfMail[];
}

/** The oldest week of the newest `limit` matches, and how many there are; only matches that may be seen count. */
export async function spanOfNewest(
  tx: Transaction<DB>,
  scope: Scope,
  asked: SearchAsked,
  weeks: Weeks,
  limit: number,
): Promise<{ readonly matches: number; readonly oldest: number }> {
  const { rows } = await sql<{ matches: number; oldest: number | null }>`
    select count(*) as matches, min(week) as oldest
    from (${walk(scope, asked, { ...weeks, after: null, limit })}) w`.execute(tx);
  return { matches: rows[0]?.matches ?? 0, oldest: rows[0]?.oldest ?? weeks.oldest };
}

/** Newest first. */
export async function listWeeks(tx: Transaction<DB>, { newest, oldest }: Weeks): Promise<number[]> {
  const { rows } = await sql<{ week: number }>`
    select week from search_week where week between ${oldest} and ${newest} order by week desc`.execute(tx);
  return rows.map((row) => row.week);
}

/** On `hits`: all matches of these weeks that may be seen. */
function hitsOf(scope: Scope, asked: SearchAsked, sample: readonly SampledWeek[]): RawBuilder<unknown> {
  return sql`
    select d.id, d.kind, d.message_id, d.record_id, d.occurred_at, w.weight
    from unnest(${sample.map(({ week }) => week)}::int[], ${sample.map(({ weight }) => weight)}::float8[]) w(week, weight)
    cross join lateral (select ${queryOfWeek(asked.query, 'w')} as query offset 0) q
    cross join lateral (
      select d.id, d.kind, d.message_id, d.record_id, d.occurred_at from search_doc d
      where d.tokens @@ q.query and ${conditionSql(scope, asked.condition, 'd')} offset 0
    ) d
    where ${visibleDoc(scope, 'd')}`;
}

/** All matches of these weeks are gathered once; they are few beside the tables, of which none is read whole for them. */
export async function countFacets(
  tx: Transaction<DB>,
  scope: Scope,
  asked: SearchAsked,
  sample: readonly SampledWeek[],
  timeZone: string,
): Promise<Facets> {
  const { rows } = await sql<FacetRow | FilesRow>`
    with hits as materialized (${hitsOf(scope, asked, sample)}),
    mails as materialized (
      select h.weight, h.message_id as id, m.* from hits h cross join lateral (
        select m.from_address, m.from_name, m.direction, m.attachment_count from message m
        where m.id = h.message_id offset 0) m
    )
    select 'total' as facet, '' as value, null as label, round(coalesce(sum(weight), 0))::bigint as count from hits
    union all (select 'people', m.from_address, max(m.from_name), round(sum(m.weight))::bigint
      from mails m where m.from_address is not null
      group by m.from_address order by sum(m.weight) desc, m.from_address limit ${MOST_VALUES})
    union all (select 'customers', c.id::text, max(c.name), round(sum(h.weight))::bigint
      from (${CUSTOMERS_OF_HITS}) one join hits h on h.id = one.id cross join lateral (
        select c.id, c.name from customer c where c.id = one.customer_id and ${scope.customer('c')} offset 0) c
      group by c.id order by sum(h.weight) desc, c.id limit ${MOST_VALUES})
    union all (select 'years', extract(year from h.occurred_at at time zone ${timeZone})::text, null, round(sum(h.weight))::bigint
      from hits h group by 2 order by 2 desc)
    union all (select 'directions', m.direction, null, round(sum(m.weight))::bigint
      from mails m group by m.direction order by 4 desc)
    union all (select 'kinds', kind_now, null, round(sum(h.weight))::bigint from (
      select h.weight, case when ${isMarketInformation(sql`h.message_id`)} then 'market' else h.kind end as kind_now from hits h) h
      group by kind_now order by 4 desc)
    union all select 'files', m.id::text,
      json_agg(distinct jsonb_build_object('fileName', x.file_name, 'contentType', x.content_type))::text, m.weight::bigint
      from mails m cross join lateral (
        select x.file_name, x.content_type from attachment x where x.message_id = m.id and not x.inline offset 0) x
      where m.attachment_count > 0 group by m.id, m.weight`.execute(tx);
  return {
    rows: rows.filter((row) => row.facet !== 'files'),
    files: rows
      .filter((row) => row.facet === 'files')
      .map(({ label, count }) => ({ files: JSON.parse(label) as FilesOfMail['files'], weight: count })),
  };
}
