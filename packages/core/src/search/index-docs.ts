/** Mails into the index of searches, in the transaction that has them in the archive or in one behind it (index-waiting.ts). */
import type { DB } from '@tradepost/db';
import { textArray, vectorArray } from '@tradepost/db/binary-array';
import { keptPlan } from '@tradepost/db/kept-plans';
import { bucketOf, type IndexedText, stampWeek } from '@tradepost/mail/words';
import { sql, type Transaction } from 'kysely';

export interface DocToIndex {
  readonly messageId: number;
  /** Its vector is stamped with the mail's week. */
  readonly words: IndexedText;
}

/** Of a mail that is too short to tell: English is the language of the trade, and a wrong stem does no harm. */
const stemmedIn = (alias: string) => sql`coalesce(${sql.ref(`${alias}.language`)}, 'en')`;

/** Of a mail that is in the index already. */
const WRITTEN = sql`update
      set occurred_at = excluded.occurred_at, week = excluded.week, size = excluded.size, tokens = excluded.tokens`;
const KEPT = sql`nothing`;

/**
 * The mails' rows, filings and places are there; what they are filtered by is read from these.
 * @param known what becomes of those that the index has: their words anew, or nothing.
 */
export async function indexDocs(
  tx: Transaction<DB>,
  docs: readonly DocToIndex[],
  known: 'written' | 'kept' = 'written',
): Promise<void> {
  if (docs.length === 0) return;
  const ids = docs.map(({ messageId }) => messageId);
  const weeks = await noteWeeks(tx, ids);
  const there = docs.filter(({ messageId }) => weeks.has(messageId));
  for (const { messageId, words } of there) stampWeek(words.vector, weeks.get(messageId) as number);
  await keptPlan(sql`
    insert into search_doc (kind, message_id, occurred_at, week, size, tokens)
    select 'mail', m.id, m.occurred_at, r.week, m.size,
      r.vector || search_extra(string_to_array(r.stemmed, ' '), search_mail_traits(m) || f.facets, ${stemmedIn('m')}, r.bucket)
    from unnest(${there.map(({ messageId }) => messageId)}::bigint[],
      ${vectorArray(there.map(({ words }) => words.vector))}::tsvector[],
      ${textArray(there.map(({ words }) => words.stemmed))}::text[],
      ${there.map(({ messageId }) => weeks.get(messageId) as number)}::int[],
      ${there.map(({ messageId }) => bucketOf(weeks.get(messageId) as number))}::text[]) as r(id, vector, stemmed, week, bucket)
    join message m on m.id = r.id
    cross join lateral search_mail_facets(array[m.id]) f
    on conflict (message_id) do ${known === 'written' ? WRITTEN : KEPT}`).execute(tx);
}

/**
 * Writes the weeks and languages that there were none of; sorted, so that two transactions wait for each other in one order.
 * @returns the week of each mail.
 */
async function noteWeeks(tx: Transaction<DB>, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await keptPlan(sql<{
    id: number;
    week: number;
    new_week: boolean;
    new_language: string | null;
  }>`
    select m.id, w.week, not exists (select from search_week known where known.week = w.week) as new_week,
      case when search_stemmer(${stemmedIn('m')}) is not null
        and not exists (select from search_language known where known.language = ${stemmedIn('m')})
        then ${stemmedIn('m')} end as new_language
    -- OFFSET: once for each mail.
    from message m cross join lateral (select search_week(m.occurred_at) as week offset 0) w
    where m.id = any(${[...ids]}::bigint[])`).execute(tx);
  const weeks = new Set(rows.flatMap(({ week, new_week }) => (new_week ? week : [])));
  const languages = new Set(rows.flatMap(({ new_language }) => new_language ?? []));
  if (weeks.size > 0)
    await sql`
      insert into search_week (week) select week from unnest(${[...weeks]}::int[]) week order by week
      on conflict do nothing`.execute(tx);
  if (languages.size > 0)
    await sql`
      insert into search_language (language) select language from unnest(${[...languages]}::text[]) language order by language
      on conflict do nothing`.execute(tx);
  return new Map(rows.map(({ id, week }) => [id, week]));
}

/** Mails of which a place or a filing came or went: their rows are written anew in the background. */
export async function leadSearches(tx: Transaction<DB>, messageIds: readonly number[]): Promise<void> {
  if (messageIds.length > 0) await sql`select lead_searches(${[...messageIds]}::bigint[])`.execute(tx);
}
