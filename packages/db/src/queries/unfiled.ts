/**
 * Mail on no timeline, by correspondent: the party that is not us. Automatic mail (lists, bulk, bounces,
 * auto-replies) and internal mail are left out: nobody makes a customer of a newsletter.
 *
 * Only the newest WINDOW messages are looked at, so that the cost does not grow with the archive (I11); what is
 * older and still unfiled comes up again when its correspondent writes or is written to.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { mailColumns, type TimelineRow, type TimePoint } from './timeline.ts';

const WINDOW = 20_000;

export interface UnfiledSenders {
  readonly senders: UnfiledSenderRow[];
  /** There is more mail in the archive than the window shows. */
  readonly truncated: boolean;
}

export interface UnfiledSenderRow {
  readonly address: string;
  readonly domain: string;
  readonly name: string | null;
  readonly messages: number;
  readonly last_at: Date;
  readonly last_text: string;
  readonly last_subject: string;
  readonly thread_ids: number[];
}

const unfiled = (alias: string): RawBuilder<unknown> => sql`
  not exists (select 1 from filing f where f.message_id = ${sql.ref(`${alias}.id`)} and f.undone_at is null)`;

/** Roles in which the other side stands, by direction: their From, or our To and Cc. */
const otherSide = sql`((m.direction = 'inbound' and ma.role = 'from') or (m.direction = 'outbound' and ma.role in ('to', 'cc')))`;

const notOurs = sql`
  not exists (select 1 from own where own.address = a.address)
  and not exists (select 1 from company_domain own where own.domain = a.domain)`;

export async function listUnfiledSenders(
  db: Kysely<DB>,
  scope: Scope,
  options: {
    readonly after: { readonly at: string; readonly address: string } | null;
    readonly limit: number;
  },
): Promise<UnfiledSenders> {
  const { after, limit } = options;
  const { rows } = await sql<UnfiledSenderRow>`
    with own as materialized (
      select lower(address) as address from mail_account where signed_in_at is not null
      union select unnest(aliases) from mail_account where signed_in_at is not null
    ), recent as materialized (
      select id, thread_id, subject, occurred_at, direction, automatic, private_at from message
      order by occurred_at desc, id desc limit ${WINDOW}
    ), loose as materialized (
      select m.* from recent m
      where m.direction <> 'internal' and m.automatic is null and ${unfiled('m')}
    ), open as materialized (
      select m.id, m.thread_id, m.subject, m.occurred_at, ma.address_id, ma.name
      from (select * from loose m where ${scope.message('m')}) m
      join message_address ma on ma.message_id = m.id and ${otherSide}
    ), grouped as (
      select o.address_id, count(distinct o.id)::int as messages, max(o.occurred_at) as last_at,
        (array_agg(o.subject order by o.occurred_at desc, o.id desc))[1] as last_subject,
        (array_agg(o.name order by o.occurred_at desc, o.id desc) filter (where o.name is not null))[1] as name,
        (array_agg(distinct o.thread_id))[1:50] as thread_ids
      from open o group by o.address_id
    )
    select a.address, a.domain, coalesce(g.name, a.name) as name, g.messages, g.last_at,
      g.last_at::text as last_text, g.last_subject, g.thread_ids
    from grouped g join address a on a.id = g.address_id
    where ${notOurs}
      and ${after === null ? sql`true` : sql`(g.last_at < ${after.at}::timestamptz or (g.last_at = ${after.at}::timestamptz and a.address > ${after.address}))`}
    order by g.last_at desc, a.address limit ${limit}`.execute(db);
  const beyond =
    await sql`select 1 from message order by occurred_at desc, id desc offset ${WINDOW} limit 1`.execute(db);
  return { senders: rows, truncated: beyond.rows.length > 0 };
}

/** All unfiled mail with one correspondent, from the index of his address: not bound to the window. */
export async function listUnfiledMessages(
  db: Kysely<DB>,
  scope: Scope,
  address: string,
  options: { readonly before: TimePoint | null; readonly limit: number },
): Promise<TimelineRow[]> {
  const { before, limit } = options;
  const { rows } = await sql<TimelineRow>`
    select distinct on (m.occurred_at, m.id) m.id, m.occurred_at, m.occurred_at::text as occurred_text,
      m.direction, ${mailColumns}
    from address a join message_address ma on ma.address_id = a.id join message m on m.id = ma.message_id
    where a.address = ${address} and m.direction <> 'internal' and ${otherSide} and ${unfiled('m')}
      and ${scope.message('m')}
      and ${before === null ? sql`true` : sql`(m.occurred_at, m.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}
    order by m.occurred_at desc, m.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Whether the user may see any mail with this address, filed or not. */
export async function hasMailWith(db: Kysely<DB>, scope: Scope, address: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from address a join message_address ma on ma.address_id = a.id join message m on m.id = ma.message_id
    where a.address = ${address} and ${scope.message('m')} limit 1`.execute(db);
  return rows.length > 0;
}
