/** Text of files as a part of what their mails are found by. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** Characters of the text of one mail's files that it is found by. */
const MOST_FILE_TEXT = 200_000;

const TEXTS_LOCK = 7_266_043;

/** Mails whose files were read, each once; none where another process has them in hand. */
export async function takeTextLeads(tx: Transaction<DB>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ message_id: number }>`
    with mine as materialized (select pg_try_advisory_xact_lock(${TEXTS_LOCK}) as yes),
    taken as (
      delete from search_text_lead where id in (
        select id from search_text_lead where (select yes from mine) order by id limit ${limit})
      returning message_id)
    select distinct message_id from taken order by message_id`.execute(tx);
  return rows.map((row) => row.message_id);
}

/** Nobody reads these mails anew until the transaction ends. */
export async function lockMails(tx: Transaction<DB>, ids: readonly number[]): Promise<void> {
  await sql`select from message where id = any(${[...ids]}::bigint[]) order by id for no key update`.execute(
    tx,
  );
}

/** By the mail's id; mails without such a text are not in it. */
export async function listFileTexts(
  db: Kysely<DB>,
  messageIds: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await sql<{ message_id: number; text: string }>`
    select message_id, left(string_agg(text, E'\\n\\n' order by part_path), ${MOST_FILE_TEXT}) as text from (
      -- The same file twice in one mail says nothing new.
      select distinct on (a.message_id, a.sha256) a.message_id, a.part_path, left(t.text, ${MOST_FILE_TEXT}) as text
      from attachment a join attachment_text t on t.sha256 = a.sha256
      where a.message_id = any(${[...messageIds]}::bigint[]) and t.text is not null
      order by a.message_id, a.sha256, a.part_path) each_file
    group by message_id`.execute(db);
  return new Map(rows.map((row) => [row.message_id, row.text]));
}

export interface FileExcerptRow {
  readonly message_id: number;
  readonly part_path: string;
  readonly text: string;
}

/** Characters around the first of the words. */
const EXCERPT = 3_000;

/** Of each mail's files the piece around one of the words, else its beginning. @param words in lower case. */
export async function listFileExcerpts(
  db: Kysely<DB>,
  messageIds: readonly number[],
  words: readonly string[],
): Promise<FileExcerptRow[]> {
  if (messageIds.length === 0 || words.length === 0) return [];
  const { rows } = await sql<FileExcerptRow>`
    select a.message_id, a.part_path, substr(t.text, greatest(1, coalesce(found.at, 1) - ${EXCERPT / 3}), ${EXCERPT}) as text
    from attachment a join attachment_text t on t.sha256 = a.sha256
    cross join lateral (
      select min(at) as at from (
        select nullif(strpos(lower(left(t.text, ${MOST_FILE_TEXT})), word), 0) as at from unnest(${[...words]}::text[]) word) each_word) found
    where a.message_id = any(${[...messageIds]}::bigint[]) and t.text is not null
    order by a.message_id, a.part_path`.execute(db);
  return rows;
}
