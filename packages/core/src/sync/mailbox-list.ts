/** The account's mailboxes as the server lists them, with the rule or the choice that leaves some out. */
import type { DB, MailboxSkipReason } from '@tradepost/db';
import type { ImapConnection, RemoteMailbox } from '@tradepost/mail/imap';
import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../ingest/json-rows.ts';

/** More are not kept: a server that lists more is broken or hostile. */
const MOST_MAILBOXES = 10_000;
/** Octets of a name; what an index of Postgres can hold, and far more than people type. */
const MOST_NAME_OCTETS = 2_000;
/** Milliseconds of a turn that go into counting; what is not counted by then is counted in the next. */
const COUNTING_MS = 5_000;

/**
 * Takes the server's list; what it no longer has is marked as vanished and stays (I3).
 * @param counts 'all': what is left out is counted anew, however lately it was.
 */
export async function refreshMailboxes(
  db: Kysely<DB>,
  connection: ImapConnection,
  accountId: number,
  counts: 'due' | 'all' = 'due',
): Promise<void> {
  const listed = (await connection.listMailboxes())
    .filter(({ path }) => !path.includes('\0') && Buffer.byteLength(path) <= MOST_NAME_OCTETS)
    .slice(0, MOST_MAILBOXES);
  // An account always has an INBOX (RFC 3501 5.1): an empty list says something of the server, not of the mail.
  if (listed.length === 0) return;
  const rows = listed.map(toRow);
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into mailbox (account_id, path, delimiter, special_use, skip_reason)
      select ${accountId}::bigint, path, delimiter, special_use, skip_reason
      from ${jsonRows(rows, { path: 'text', delimiter: 'text', special_use: 'text', skip_reason: 'text' })}
      on conflict (account_id, path) do update set
        delimiter = excluded.delimiter, special_use = excluded.special_use, vanished_at = null,
        skip_reason = case
          when excluded.skip_reason = 'not-selectable' then 'not-selectable'
          when mailbox.chosen then null
          when not mailbox.chosen then 'chosen'
          else excluded.skip_reason end`.execute(tx);
    await sql`
      update mailbox set vanished_at = now()
      where account_id = ${accountId} and kind = 'imap' and vanished_at is null
        and path <> all(${rows.map((row) => row.path)}::text[])`.execute(tx);
  });
  await countUnknown(db, connection, accountId, counts);
}

function toRow(mailbox: RemoteMailbox) {
  const skip: MailboxSkipReason | null = mailbox.selectable ? mailbox.skipReason : 'not-selectable';
  return {
    path: mailbox.path,
    delimiter: mailbox.delimiter,
    special_use: mailbox.specialUse,
    skip_reason: skip,
  };
}

/**
 * How many mails each holds: of those to be archived, so that progress has a total before their turn comes; of those
 * left out, now and then, so that it is seen how much is skipped (I6).
 */
async function countUnknown(
  db: Kysely<DB>,
  connection: ImapConnection,
  accountId: number,
  counts: 'due' | 'all',
): Promise<void> {
  const isOld = counts === 'all' ? sql`true` : sql`server_count_at < now() - interval '1 hour'`;
  const { rows: unknown } = await sql<{ id: number; path: string }>`
    select id, path from mailbox
    where account_id = ${accountId} and kind = 'imap' and vanished_at is null
      and skip_reason is distinct from 'not-selectable'
      and (server_count is null or (skip_reason is not null and ${isOld}))
    order by id limit ${MOST_MAILBOXES}`.execute(db);
  const until = counts === 'all' ? Infinity : performance.now() + COUNTING_MS;
  for (const mailbox of unknown) {
    if (performance.now() > until) return;
    const count = await connection.countMessages(mailbox.path);
    if (count !== null)
      await db
        .updateTable('mailbox')
        .set({ server_count: count, server_count_at: sql`now()` })
        .where('id', '=', mailbox.id)
        .execute();
  }
}
