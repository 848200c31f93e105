/** Existing customers that an unfiled sender may belong to. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface SuggestionRow {
  readonly address: string;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly reason: 'domain' | 'thread' | 'name';
}

export interface SuggestionQuestion {
  readonly address: string;
  /** Company domain to look for; null for freemail and platforms. */
  readonly domain: string | null;
  /** First word of the company's name, lower case, at least four characters; null where there is none. */
  readonly word: string | null;
  readonly threadIds: readonly number[];
}

const PER_SENDER = 3;

/** Of these domains those in which contacts of two customers or more have addresses and that no customer claims. */
export async function findDomainsInCommon(db: Kysely<DB>, domains: readonly string[]): Promise<string[]> {
  if (domains.length === 0) return [];
  const { rows } = await sql<{ domain: string }>`
    select asked.domain from unnest(${[...domains]}::text[]) as asked(domain)
    where not exists (select 1 from customer_domain cd where cd.domain = asked.domain)
      and (
        select count(*) from (
          select distinct ca.customer_id from contact_address ca
          where split_part(ca.address, '@', 2) = asked.domain limit 2
        ) two
      ) = 2`.execute(db);
  return rows.map((row) => row.domain);
}

/** By the same domain, then the same thread, then the same first word of the name; for a page of senders at once. */
export async function listSuggestions(
  db: Kysely<DB>,
  scope: Scope,
  questions: readonly SuggestionQuestion[],
): Promise<SuggestionRow[]> {
  if (questions.length === 0) return [];
  const { rows } = await sql<SuggestionRow>`
    with q as (
      select * from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb)
        as r(address text, domain text, word text, "threadIds" bigint[])
    ), hit as (
      select q.address, ca.customer_id, 1 as rank from q
        join contact_address ca on split_part(ca.address, '@', 2) = q.domain
      union all
      select q.address, cd.customer_id, 1 from q join customer_domain cd on cd.domain = q.domain
      union all
      select q.address, f.customer_id, 2 from q
        cross join lateral unnest(q."threadIds") as t(id)
        join message m on m.thread_id = t.id join filing f on f.message_id = m.id and f.undone_at is null
      union all
      select q.address, c.id, 3 from q
        join customer c on q.word is not null and lower(c.name) ~ ('(^|[^[:alnum:]])' || q.word || '([^[:alnum:]]|$)')
    ), best as (
      select hit.address, hit.customer_id, min(hit.rank) as rank from hit group by 1, 2
    ), ranked as (
      select best.*, c.name, row_number() over (partition by best.address order by best.rank, c.name) as n
      from best join customer c on c.id = best.customer_id
      where c.archived_at is null and c.merged_into_id is null and ${scope.customer('c')}
    )
    select address, customer_id, name as customer_name,
      case rank when 1 then 'domain' when 2 then 'thread' else 'name' end as reason
    from ranked where n <= ${PER_SENDER} order by address, n`.execute(db);
  return rows;
}
