import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';

export interface WatchedMailbox {
  readonly id: number;
  readonly path: string;
}

/**
 * The inbox, Sent, and where the provider keeps everything in one (Gmail) that one.
 * @param limit connections the watching may hold: providers allow few.
 */
export async function mailboxesToWatch(
  db: Kysely<DB>,
  accountId: number,
  limit: number,
): Promise<WatchedMailbox[]> {
  const { rows } = await sql<WatchedMailbox>`
    select id, path from mailbox
    where account_id = ${accountId} and kind = 'imap' and skip_reason is null and vanished_at is null
      and (special_use in ('\\Inbox', '\\Sent', '\\All') or upper(path) = 'INBOX')
    order by (upper(path) = 'INBOX') desc, (special_use = '\\Sent') desc, id limit ${limit}`.execute(db);
  return rows;
}
