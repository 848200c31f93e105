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
import { indexText } from '@tradepost/mail/words';
import { type Kysely, sql, type Transaction } from 'kysely';
import { jsonRows } from '../ingest/json-rows.ts';

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
  const rows = jsonRows(
    records.map((record) => ({ ...record, ...wordsOf(record) })),
    {
      kind: 'text',
      id: 'bigint',
      customer_id: 'bigint',
      at: 'timestamptz',
      vector: 'text',
      stemmed: 'text',
    },
  );
  await sql`
    insert into search_week (week) select distinct search_week(r.at) as week from ${rows} order by week
    on conflict do nothing`.execute(tx);
  // Notes are in the languages of the office; English stems are the ones that do no harm.
  await sql`
    insert into search_doc (kind, record_id, occurred_at, week, tokens)
    select r.kind, r.id, r.at, search_week(r.at), search_tokens(r.vector, string_to_array(r.stemmed, ' '),
      array['=d', '=k' || r.kind] || search_customer_facets(r.customer_id), 'en', search_week(r.at))
    from ${rows}`.execute(tx);
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
