/** Records in the index of searches: customers, contacts, activities. */
import { sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** An activity's row is of the kind `market` where it has a market problem. */
export type RecordKind = 'customer' | 'contact' | 'activity';

const RECORDS_LOCK = 7_266_042;

/** Whether this transaction may write records' rows: one at a time, so that what was read earlier is not written later. */
export async function mayIndexRecords(tx: Transaction<DB>): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${RECORDS_LOCK}) as mine`.execute(tx);
  return rows[0]?.mine === true;
}

export interface RecordKey {
  readonly kind: RecordKind;
  readonly id: number;
}

/** The next records, each once. Of a whole customer the leads of its records are written first. */
export async function takeRecordLeads(tx: Transaction<DB>, limit: number): Promise<RecordKey[]> {
  const { rows: whole } = await sql<{ record_id: number }>`
    delete from search_record_lead where id in (
      select id from search_record_lead where kind is null order by id limit ${limit})
    returning record_id`.execute(tx);
  if (whole.length > 0)
    await sql`
      with of as materialized (select distinct id from unnest(${whole.map((row) => row.record_id)}::bigint[]) id)
      insert into search_record_lead (kind, record_id)
      select 'customer', id from of
      union all select 'contact', k.id from of join contact k on k.customer_id = of.id
      union all select 'activity', x.id from of join activity x on x.customer_id = of.id`.execute(tx);
  const { rows } = await sql<RecordKey>`
    with taken as (
      delete from search_record_lead where id in (
        select id from search_record_lead where kind is not null order by id limit ${limit})
      returning kind, record_id)
    select distinct kind, record_id as id from taken`.execute(tx);
  return rows;
}

export interface RecordToIndex {
  readonly kind: 'customer' | 'contact' | 'activity' | 'market';
  readonly id: number;
  readonly customer_id: number;
  readonly at: string;
  readonly title: string;
  readonly text: string;
  readonly names: string[];
  readonly addresses: string[];
  readonly files: string[];
  readonly file_text: string;
}

/** Characters of the text of one record's files. */
const MOST_FILE_TEXT = 200_000;

/**
 * What is found of these records: a customer also by the names that it had, and those of what was merged into it. Those that are gone, or
 * merged into others, are not among them.
 */
export async function listRecordsToIndex(
  tx: Transaction<DB>,
  keys: readonly RecordKey[],
): Promise<RecordToIndex[]> {
  const of = (wanted: RecordKind) => keys.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const { rows } = await sql<RecordToIndex>`
    select 'customer' as kind, c.id, c.id as customer_id, c.updated_at::text as at,
      concat_ws(' ', c.name, c.local_name) as title,
      concat_ws(E'\\n', c.note, c.evaluation, c.usage_note, c.address, c.city, c.region, c.website, c.business_type, c.scale,
        c.source, array_to_string(c.tags, E'\\n'), array_to_string(c.products_of_interest, E'\\n'),
        array_to_string(c.products_in_use, E'\\n'),
        (select string_agg(own.value #>> '{}', E'\\n') from jsonb_each(c.custom) own),
        array_to_string(customer_former_names(c.id), E'\\n')) as text,
      '{}'::text[] as names, array(select d.domain from customer_domain d where d.customer_id = c.id) as addresses,
      '{}'::text[] as files, '' as file_text
    from customer c where c.id = any(${of('customer')}::bigint[]) and c.merged_into_id is null
    union all
    select 'contact', k.id, k.customer_id, k.created_at::text, concat_ws(' ', k.name, k.local_name),
      concat_ws(E'\\n', k.title, k.department, k.note,
        (select string_agg(h.value, E'\\n') from contact_channel h where h.contact_id = k.id)),
      '{}', array(select a.address from contact_address a where a.contact_id = k.id), '{}', ''
    from contact k where k.id = any(${of('contact')}::bigint[]) and k.merged_into_id is null
    union all
    select case when mp.activity_id is null then 'activity' else 'market' end, x.id, x.customer_id,
      coalesce(x.done_at, x.planned_at, x.created_at)::text, '',
      concat_ws(E'\\n', x.content, x.result, x.place, x.way, x.person, mp.product, mp.region, mp.competitor),
      array_remove(array[k.name, k.local_name], null), '{}',
      array(select f.file_name from activity_file af join stored_file f on f.id = af.file_id where af.activity_id = x.id),
      coalesce((select left(string_agg(left(t.text, ${MOST_FILE_TEXT}), E'\\n'), ${MOST_FILE_TEXT})
        from activity_file af join stored_file f on f.id = af.file_id join blob b on b.id = f.blob_id
        join attachment_text t on t.sha256 = b.sha256 where af.activity_id = x.id), '')
    from activity x left join market_problem mp on mp.activity_id = x.id left join contact k on k.id = x.contact_id
    where x.id = any(${of('activity')}::bigint[])`.execute(tx);
  return rows;
}

/** What a trigger does not see: a customer is found by other names now. */
export async function leadCustomers(tx: Transaction<DB>, ids: readonly number[]): Promise<void> {
  await sql`
    insert into search_record_lead (kind, record_id) select 'customer', unnest(${[...ids]}::bigint[])`.execute(
    tx,
  );
}

/** Before their rows are written anew. */
export async function deleteRecordDocs(tx: Transaction<DB>, keys: readonly RecordKey[]): Promise<void> {
  await sql`
    delete from search_doc d using unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ id }) => id)}::bigint[])
      as gone(kind, id)
    where d.record_id = gone.id and (d.kind = gone.kind or (d.kind = 'market' and gone.kind = 'activity'))`.execute(
    tx,
  );
}

/** All that there is, to be written anew. */
export async function leadAllRecords(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into search_record_lead (kind, record_id)
    select 'customer', id from customer where merged_into_id is null
    union all select 'contact', id from contact where merged_into_id is null
    union all select 'activity', id from activity`.execute(tx);
}
