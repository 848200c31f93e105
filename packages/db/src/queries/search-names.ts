/** Rows that a search names by what people call them. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { likePattern, readWords } from './text-words.ts';

/** More rows than these under one name narrow nothing. */
const MOST = 200;

const idOf = (typed: string): number | null => {
  const match = /^#(\d{1,15})$/.exec(typed);
  return match === null ? null : Number(match[1]);
};

/** By `#number`, or by words of the names that it has. */
export async function findCustomersNamed(db: Kysely<DB>, scope: Scope, typed: string): Promise<number[]> {
  const id = idOf(typed);
  const words = id === null ? await readWords(db, typed) : [];
  if (id === null && words.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select c.id from customer c join customer_text t on t.customer_id = c.id
    where ${id === null ? sql`t.words like all(${words.map(likePattern)}::text[])` : sql`c.id = ${id}`}
      and c.merged_into_id is null and ${scope.customer('c')}
    order by c.id desc limit ${MOST}`.execute(db);
  return rows.map((row) => row.id);
}

export interface FoundOwner {
  readonly users: readonly number[];
  /** Those of their mail accounts that the asker may see, removed ones too. */
  readonly accounts: readonly number[];
}

/** By `me`, `#number`, address, or words of the name. */
export async function findOwnersNamed(db: Kysely<DB>, scope: Scope, typed: string): Promise<FoundOwner> {
  const id = typed.toLowerCase() === 'me' || typed === '我' ? scope.userId : idOf(typed);
  const pattern = `%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: number; accounts: number[] }>`
    select u.id, array(select a.id from mail_account a where a.owner_id = u.id
      and ${scope.account('a')} order by a.id limit ${MOST}) as accounts
    from app_user u
    where ${id === null ? sql`(lower(u.name) like ${pattern} or lower(u.email) like ${pattern})` : sql`u.id = ${id}`}
    order by u.id limit ${MOST}`.execute(db);
  return { users: rows.map((row) => row.id), accounts: rows.flatMap((row) => row.accounts) };
}

/** By `#number`, or by a part of the address. */
export async function findAccountsNamed(db: Kysely<DB>, scope: Scope, typed: string): Promise<number[]> {
  const id = idOf(typed);
  const pattern = `%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: number }>`
    select a.id from mail_account a
    where ${id === null ? sql`lower(a.address) like ${pattern}` : sql`a.id = ${id}`} and ${scope.account('a')}
    order by a.id limit ${MOST}`.execute(db);
  return rows.map((row) => row.id);
}

/** By a part of the path; only mailboxes of accounts that the asker may see. */
export async function findMailboxesNamed(db: Kysely<DB>, scope: Scope, typed: string): Promise<number[]> {
  const pattern = `%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<{ id: number }>`
    select b.id from mailbox b join mail_account a on a.id = b.account_id
    where lower(b.path) like ${pattern} and ${scope.account('a')} order by b.id limit ${MOST}`.execute(db);
  return rows.map((row) => row.id);
}

/** Accounts that are, or were, a unified mailbox. */
export async function listUnifiedAccounts(db: Kysely<DB>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from mail_account where unified union select account_id from unified_mailbox order by id limit ${MOST}`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** Of each word its stems in the languages of the archive. */
export async function stemsOf(
  db: Kysely<DB>,
  words: readonly string[],
): Promise<{ word: string; stem: string }[]> {
  if (words.length === 0) return [];
  const { rows } = await sql<{ word: string; stem: string }>`
    select distinct w.word, s.stem from unnest(${[...words]}::text[]) w(word) cross join search_language l
    cross join lateral unnest(ts_lexize(search_stemmer(l.language), w.word)) s(stem)`.execute(db);
  return rows;
}
