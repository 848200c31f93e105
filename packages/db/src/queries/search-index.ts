/** Filling the index of searches, and keeping its rows true. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { AddressRole, DB } from '../schema.ts';
import type { TimePoint } from './timeline.ts';

export interface ArchivedMail {
  readonly id: number;
  readonly occurred_text: string;
  readonly subject: string;
  readonly text: string;
  readonly addresses: readonly { role: AddressRole; address: string; name: string | null }[];
  readonly attachments: readonly { fileName: string | null; contentType: string; inline: boolean }[];
}

/** Mails older than this point, the newest of them first, with all that they are found by. */
export async function listMailToIndex(
  tx: Transaction<DB>,
  before: TimePoint | null,
  limit: number,
): Promise<ArchivedMail[]> {
  const { rows } = await sql<ArchivedMail>`${mailToIndex(sql`
    ${before === null ? sql`true` : sql`(m.occurred_at, m.id) < (${before.at}::timestamptz, ${before.id}::bigint)`}`)}
    order by m.occurred_at desc, m.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** The same of these. */
export async function listMailsToIndex(tx: Transaction<DB>, ids: readonly number[]): Promise<ArchivedMail[]> {
  const { rows } = await sql<ArchivedMail>`${mailToIndex(sql`m.id = any(${[...ids]}::bigint[])`)}`.execute(
    tx,
  );
  return rows;
}

const mailToIndex = (which: ReturnType<typeof sql>) => sql`
  select m.id, m.occurred_at::text as occurred_text, m.subject, coalesce(t.body, '') as text,
    (select coalesce(json_agg(json_build_object('role', ma.role, 'address', a.address, 'name', ma.name)
        order by ma.role, ma.position), '[]')
      from message_address ma join address a on a.id = ma.address_id where ma.message_id = m.id) as addresses,
    (select coalesce(json_agg(json_build_object('fileName', x.file_name, 'contentType', x.content_type, 'inline', x.inline)
        order by x.part_path), '[]')
      from attachment x where x.message_id = m.id) as attachments
  from message m left join message_text t on t.message_id = m.id where ${which}`;

export async function countMail(tx: Transaction<DB>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from message`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Any constant will do that no other advisory lock uses. */
export const FILL_LOCK = 7_266_041;

/**
 * Held until the end of the transaction by who fills a part of the index, and by who looks at what changed: a row that is
 * being written with what was so a moment ago is there before what changed meanwhile is looked at.
 */
export async function holdFilling(tx: Transaction<DB>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FILL_LOCK})`.execute(tx);
}

export interface OpenFilling {
  readonly done: number;
  readonly total: number | null;
  readonly cursor: TimePoint | null;
  /** Everything is found already: it is only made anew. */
  readonly anew: boolean;
}

export async function findOpenFilling(db: Kysely<DB>): Promise<OpenFilling | null> {
  const { rows } = await sql<OpenFilling>`
    select done, total, cursor, coalesce((payload ->> 'anew')::boolean, false) as anew from background_job
    where kind = 'index-search' and state in ('queued', 'running') order by id limit 1`.execute(db);
  return rows[0] ?? null;
}

/** @returns the job's id; null where one is under way. */
export async function insertFilling(tx: Transaction<DB>, userId: number | null): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into background_job (kind, payload, created_by)
    select 'index-search', '{"anew": true}', ${userId}::bigint
    where not exists (select from background_job where kind = 'index-search' and state in ('queued', 'running'))
    returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Mails whose rows are to be looked at, each once; of customers in steps of so many. */
export async function takeLeads(tx: Transaction<DB>, limit: number): Promise<number[]> {
  const taken = await sql<{ message_id: number }>`
    with taken as (
      delete from search_lead where id in (
        select id from search_lead where message_id is not null order by id limit ${limit} for update skip locked)
      returning message_id)
    select distinct message_id from taken`.execute(tx);
  const ids = taken.rows.map((row) => row.message_id);
  return ids.length > 0 ? ids : takeOfCustomer(tx, limit);
}

async function takeOfCustomer(tx: Transaction<DB>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number; customer_id: number; after_id: number }>`
    select id, customer_id, after_id from search_lead where customer_id is not null
    order by id limit 1 for update skip locked`.execute(tx);
  const [lead] = rows;
  if (lead === undefined) return [];
  const mails = await sql<{ message_id: number }>`
    select distinct message_id from filing
    where customer_id = ${lead.customer_id} and undone_at is null and message_id > ${lead.after_id}
    order by message_id limit ${limit}`.execute(tx);
  const ids = mails.rows.map((row) => row.message_id);
  const last = ids.at(-1);
  if (last === undefined || ids.length < limit)
    await sql`delete from search_lead where id = ${lead.id}`.execute(tx);
  else await sql`update search_lead set after_id = ${last} where id = ${lead.id}`.execute(tx);
  return ids;
}

/** Writes what these mails are filtered by anew, where it is another. @returns how many were. */
export async function refreshDocs(tx: Transaction<DB>, messageIds: readonly number[]): Promise<number> {
  const result = await sql`
    with now as materialized (
      select d.id, search_bucket(d.week) as bucket, f.facets,
        array(select substr(t.lexeme, 4) from unnest(d.tokens) t where substr(t.lexeme, 4, 1) = '#') as old
      from search_mail_facets(${[...messageIds]}::bigint[]) f join search_doc d on d.message_id = f.message_id)
    update search_doc d set tokens =
      ts_delete(d.tokens, array(select now.bucket || o from unnest(now.old) o))
      || array_to_tsvector(array(select now.bucket || f from unnest(now.facets) f))
    from now where now.id = d.id and not (now.old @> now.facets and now.facets @> now.old)`.execute(tx);
  return Number(result.numAffectedRows ?? 0n);
}

/**
 * What was written lately stands in a list beside the index, which searches read too; in its place it takes less of them.
 * Whoever makes the list too long does it himself (gin_pending_list_limit): this does it before, and not in his transaction.
 */
export async function emptyIndexList(db: Kysely<DB>): Promise<void> {
  await sql`select gin_clean_pending_list('search_doc_tokens')`.execute(db);
}

export async function hasLeads(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from search_lead) as yes`.execute(db);
  return rows[0]?.yes === true;
}
