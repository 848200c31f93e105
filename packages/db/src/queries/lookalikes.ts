/** Addresses and domains of customers that an unknown sender's may be taken for. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface KnownName {
  /** An address, or a domain. */
  readonly name: string;
  /** Null: it is our own. */
  readonly customer_id: number | null;
  readonly customer_name: string | null;
}

/** Looked at for one mail: more would take longer than reading it. */
const MOST = 20_000;
/** Who forges an address uses it at once. */
const KNOWN_AFTER = '90 days';
/** Of one name, as "info" or "sales". */
const MOST_NAMED = 1_000;
/** Letters at one end that a changed name has kept; of a domain the end has its last label. */
const SAME_BEGINNING = 2;
const SAME_END = 6;

/**
 * Whoever's contact it is: an address that the company works with, or a domain that one of its customers or itself has. Known,
 * too, is whom it has written to for long, or his colleagues, as suppliers and forwarders.
 * @param domains in which nobody but his company has an address.
 * @param at the moment of the mail.
 */
export async function isKnownSender(
  db: Kysely<DB>,
  address: string,
  domains: readonly string[],
  at: Date,
): Promise<boolean> {
  const asked = sql`any(${[...domains]}::text[])`;
  const { rows } = await sql<{ known: boolean }>`
    select exists (select 1 from contact_address where address = ${address})
      or exists (select 1 from customer_domain where domain = ${asked})
      or exists (select 1 from contact_address where split_part(address, '@', 2) = ${asked})
      or exists (select 1 from company_domain where domain = ${asked})
      or exists (select 1 from mail_account where lower(address) = ${address} or split_part(lower(address), '@', 2) = ${asked})
      or exists (
        select 1 from address a join message_address ma on ma.address_id = a.id join message m on m.id = ma.message_id
        where (a.address = ${address} or a.domain = ${asked}) and ma.role in ('to', 'cc') and m.direction = 'outbound'
          and m.occurred_at < ${at}::timestamptz - ${KNOWN_AFTER}::interval) as known`.execute(db);
  return rows[0]?.known ?? false;
}

/**
 * A cheap condition that leaves few rows to look at closely: about as long, and with the same beginning or the same end. Who
 * forges a name changes it in one place; where both ends are changed it is passed over.
 * @param name an expression of SQL.
 */
function isNear(name: string, to: string, lengthApart: number) {
  const other = sql`${to}::text`;
  return sql`length(${sql.raw(name)}) between ${to.length - lengthApart} and ${to.length + lengthApart}
    and (left(${sql.raw(name)}, ${SAME_BEGINNING}) = left(${other}, ${SAME_BEGINNING}) or right(${sql.raw(name)}, ${SAME_END}) = right(${other}, ${SAME_END}))`;
}

/** Domains of the company and of the customers that the asker sees, that are written about as this one. */
export async function listDomainsNear(
  db: Kysely<DB>,
  scope: Scope,
  domain: string,
  lengthApart: number,
): Promise<KnownName[]> {
  const fits = (name: string) => isNear(name, domain, lengthApart);
  const { rows } = await sql<KnownName>`
    select domain as name, null::bigint as customer_id, null as customer_name from company_domain where ${fits('domain')}
    union all
    select split_part(lower(address), '@', 2), null, null from mail_account
    where signed_in_at is not null and ${fits("split_part(lower(address), '@', 2)")}
    union all
    (select known.domain, c.id, c.name
    from (
      select domain, customer_id from customer_domain where ${fits('domain')}
      union
      select split_part(address, '@', 2), customer_id from contact_address where ${fits("split_part(address, '@', 2)")}
    ) known
    join customer c on c.id = known.customer_id and c.merged_into_id is null and ${scope.customer('c')}
    order by known.domain, c.id limit ${MOST})`.execute(db);
  return rows;
}

/** Of contacts of customers that the asker sees, the addresses in the same domain that are written about as this one. */
export async function listAddressesNear(
  db: Kysely<DB>,
  scope: Scope,
  local: string,
  domain: string,
  lengthApart: number,
): Promise<KnownName[]> {
  const { rows } = await sql<KnownName>`
    select lower(address) as name, null::bigint as customer_id, null as customer_name from mail_account
    where signed_in_at is not null and split_part(lower(address), '@', 2) = ${domain}
      and ${isNear("split_part(lower(address), '@', 1)", local, lengthApart)}
    union all
    (select known.address, c.id, c.name
    from contact_address known
    join customer c on c.id = known.customer_id and c.merged_into_id is null and ${scope.customer('c')}
    where split_part(known.address, '@', 2) = ${domain}
      and ${isNear("split_part(known.address, '@', 1)", local, lengthApart)}
    order by known.address limit ${MOST})`.execute(db);
  return rows;
}

/** Addresses of contacts of customers that the asker sees that have this name before the @. */
export async function listAddressesNamed(db: Kysely<DB>, scope: Scope, local: string): Promise<KnownName[]> {
  const { rows } = await sql<KnownName>`
    select known.address as name, c.id as customer_id, c.name as customer_name
    from contact_address known
    join customer c on c.id = known.customer_id and c.merged_into_id is null and ${scope.customer('c')}
    where split_part(known.address, '@', 1) = ${local} order by known.address limit ${MOST_NAMED}`.execute(
    db,
  );
  return rows;
}
