/** Customers and competitors that a text names: by index, all candidates of a text at once. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

export interface Mention {
  /** The candidate, as the text has it. */
  readonly text: string;
  readonly key: string;
  readonly customer_id: number | null;
  readonly competitor_id: number | null;
}

/** A name that so many bear is no name to go by. */
const MOST_BEARERS = 3;
const MOST_MENTIONS = 500;
/** Keys shorter than this (characters) are no names. */
const LEAST_KEY = 2;

/** @param texts candidates; each at most once. */
export async function findMentions(db: Kysely<DB>, texts: readonly string[]): Promise<Mention[]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<Mention>`
    with asked as materialized (
      select t.text, name_key(t.text) as key from unnest(${[...texts]}::text[]) as t(text)
    ), keys as materialized (
      select distinct key from asked where length(key) >= ${LEAST_KEY}
    ), found as (
      select k.key, hit.customer_id, hit.competitor_id
      from keys k cross join lateral (
        (select c.id as customer_id, null::bigint as competitor_id from customer c
          where name_key(c.name) = k.key and c.archived_at is null and c.merged_into_id is null limit ${MOST_BEARERS + 1})
        union
        (select c.id, null from customer c
          where name_key(c.local_name) = k.key and c.local_name is not null and c.archived_at is null
            and c.merged_into_id is null limit ${MOST_BEARERS + 1})
        union
        (select null, r.id from competitor r where name_key(r.name) = k.key and r.archived_at is null limit ${MOST_BEARERS + 1})
      ) hit
      union
      select name_key(alias), null, r.id from competitor r cross join unnest(r.aliases) as alias
      where r.archived_at is null and name_key(alias) in (select key from keys)
    )
    select a.text, f.key, f.customer_id, f.competitor_id
    from found f join asked a on a.key = f.key
    where (select count(*) from found other where other.key = f.key and other.customer_id is not null) <= ${MOST_BEARERS}
    limit ${MOST_MENTIONS}`.execute(db);
  return rows;
}

/** Whose contact has an address, or who has a company domain, that a text names. */
export async function findAddressed(
  db: Kysely<DB>,
  addresses: readonly string[],
  domains: readonly string[],
): Promise<{ customer_id: number; value: string; rule: 'contact' | 'domain' }[]> {
  if (addresses.length + domains.length === 0) return [];
  const { rows } = await sql<{ customer_id: number; value: string; rule: 'contact' | 'domain' }>`
    select distinct on (customer_id) customer_id, value, rule from (
      select ca.customer_id, ca.address as value, 'contact' as rule from contact_address ca
      where ca.address = any(${[...addresses]}::text[]) and ca.invalid_at is null
      union all
      select cd.customer_id, cd.domain, 'domain' from customer_domain cd
      where cd.domain = any(${[...domains]}::text[])
        and not exists (select 1 from company_domain own where own.domain = cd.domain)
    ) hit order by customer_id, rule limit 20`.execute(db);
  return rows;
}
