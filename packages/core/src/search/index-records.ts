/**
 * Customers, contacts and activities in the index of searches: triggers write leads in the transaction of a change, and a tick
 * writes these records' rows anew from what they are now.
 */
import type { DB } from '@tradepost/db';
import {
  deleteRecordDocs,
  listRecordsToIndex,
  mayIndexRecords,
  type RecordToIndex,
  takeRecordLeads,
} from '@tradepost/db/queries/search-records';
import { bucketOf, indexText, stampWeek } from '@tradepost/mail/words';
import { type Kysely, sql, type Transaction } from 'kysely';
import { vectorArray } from '@tradepost/db/binary-array';

/** Records of one transaction. */
const ROUND = 200;
/** One tick works no longer; the next one goes on. Milliseconds. */
const TICK_MS = 5_000;

/** Of several schedulers at once one works. @returns the records that were looked at. */
export async function indexRecords(db: Kysely<DB>): Promise<number> {
  const until = Date.now() + TICK_MS;
  let looked = 0;
  while (Date.now() < until) {
    const round = await db.transaction().execute(async (tx) => {
      if (!(await mayIndexRecords(tx))) return 0;
      const keys = await takeRecordLeads(tx, ROUND);
      if (keys.length === 0) return 0;
      const records = await listRecordsToIndex(tx, keys);
      await deleteRecordDocs(tx, keys);
      await insertRecordDocs(tx, records);
      return keys.length;
    });
    if (round === 0) break;
    looked += round;
  }
  return looked;
}

async function insertRecordDocs(tx: Transaction<DB>, records: readonly RecordToIndex[]): Promise<void> {
  if (records.length === 0) return;
  const words = records.map(wordsOf);
  const weeks = await noteWeeks(tx, records);
  words.forEach(({ vector }, i) => stampWeek(vector, weeks[i] as number));
  // Notes are in the languages of the office; English stems are the ones that do no harm.
  await sql`
    insert into search_doc (kind, record_id, occurred_at, week, tokens)
    select r.kind, r.id, r.at, r.week, r.vector || search_extra(string_to_array(r.stemmed, ' '),
      array['=d', '=k' || r.kind] || search_customer_facets(r.customer_id), 'en', r.bucket)
    from unnest(${records.map(({ kind }) => kind)}::text[], ${records.map(({ id }) => id)}::bigint[],
      ${records.map(({ customer_id }) => customer_id)}::bigint[], ${records.map(({ at }) => at)}::timestamptz[],
      ${weeks}::int[], ${vectorArray(words.map(({ vector }) => vector))}::tsvector[],
      ${words.map(({ stemmed }) => stemmed)}::text[], ${weeks.map(bucketOf)}::text[])
      as r(kind, id, customer_id, at, week, vector, stemmed, bucket)`.execute(tx);
}

/** @returns the week of each, in their order; those that there were none of are written. */
async function noteWeeks(tx: Transaction<DB>, records: readonly RecordToIndex[]): Promise<readonly number[]> {
  const { rows } = await sql<{ week: number }>`
    select search_week(at) as week from unnest(${records.map(({ at }) => at)}::timestamptz[]) with ordinality r(at, place)
    order by place`.execute(tx);
  const weeks = rows.map(({ week }) => week);
  await sql`
    insert into search_week (week) select distinct week from unnest(${weeks}::int[]) week order by week
    on conflict do nothing`.execute(tx);
  return weeks;
}

const wordsOf = ({ title, text, names, addresses, files, file_text: quoted }: RecordToIndex) =>
  indexText({
    subject: title,
    text,
    quoted,
    people: [
      ...names.map((name) => ({ role: 'copy' as const, name, address: null })),
      ...addresses.map((address) => ({ role: 'copy' as const, name: null, address })),
    ],
    files,
  });
