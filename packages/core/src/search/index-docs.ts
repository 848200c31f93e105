/** Mails into the index of searches, in the transaction that has them in the archive. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { jsonRows } from '../ingest/json-rows.ts';
import type { IndexedText } from '@tradepost/mail/words';

export interface DocToIndex {
  readonly messageId: number;
  readonly words: IndexedText;
}

/** The mails' rows, filings and places are there; what they are filtered by is read from these. */
export async function indexDocs(tx: Transaction<DB>, docs: readonly DocToIndex[]): Promise<void> {
  if (docs.length === 0) return;
  const ids = docs.map(({ messageId }) => messageId);
  await noteWeeks(tx, ids);
  const rows = docs.map(({ messageId, words }) => ({
    id: messageId,
    vector: words.vector,
    stemmed: words.stemmed,
  }));
  await sql`
    insert into search_doc (kind, message_id, occurred_at, week, size, tokens)
    select 'mail', m.id, m.occurred_at, search_week(m.occurred_at), m.size,
      search_tokens(r.vector, string_to_array(r.stemmed, ' '), search_mail_traits(m) || f.facets, m.language, search_week(m.occurred_at))
    from ${jsonRows(rows, { id: 'bigint', vector: 'text', stemmed: 'text' })}
    join message m on m.id = r.id
    join search_mail_facets(${ids}::bigint[]) f on f.message_id = m.id
    on conflict (message_id) do update
      set occurred_at = excluded.occurred_at, week = excluded.week, size = excluded.size, tokens = excluded.tokens`.execute(
    tx,
  );
}

/** Weeks and languages that there were none of. Sorted, so that two transactions wait for each other in one order. */
async function noteWeeks(tx: Transaction<DB>, ids: readonly number[]): Promise<void> {
  await sql`
    insert into search_week (week)
    select distinct search_week(m.occurred_at) as week from message m where m.id = any(${[...ids]}::bigint[])
      and not exists (select from search_week known where known.week = search_week(m.occurred_at))
    order by week on conflict do nothing`.execute(tx);
  await sql`
    insert into search_language (language)
    select distinct m.language from message m
    where m.id = any(${[...ids]}::bigint[]) and search_dictionary(m.language) is not null
      and not exists (select from search_language known where known.language = m.language)
    order by m.language on conflict do nothing`.execute(tx);
}

/** Mails of which a place or a filing came or went: their rows are written anew in the background. */
export async function leadSearches(tx: Transaction<DB>, messageIds: readonly number[]): Promise<void> {
  if (messageIds.length > 0) await sql`select lead_searches(${[...messageIds]}::bigint[])`.execute(tx);
}
