/** The account's mailboxes as the server lists them, with the rule or the choice that leaves some out. */
import type { DB, MailboxSkipReason } from '@tradepost/db';
import { cleanDetail, type ImapConnection, type RemoteMailbox } from '@tradepost/mail/imap';
import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../ingest/json-rows.ts';

/** Looked at in one turn; no list has more. */
const MOST_MAILBOXES = 10_000;
/** Octets of a name; what an index of Postgres can hold, and far more than people type. */
const MOST_NAME_OCTETS = 2_000;
/** Of those that are not kept, so many are named, each by so many characters. */
const MOST_NAMED = 3;
const NAMED_LENGTH = 60;
/** Milliseconds of a turn that go into counting; what is not counted by then is counted in the next. */
const COUNTING_MS = 5_000;

/**
 * Takes the server's list; what it no longer has is marked as vanished and stays (I3). What cannot be kept is told on the
 * account, which is not whole without it (I6).
 * @param counts 'all': what is left out is counted anew, however lately it was.
 */
export async function refreshMailboxes(
  db: Kysely<DB>,
  connection: ImapConnection,
  accountId: number,
  counts: 'due' | 'all' = 'due',
): Promise<void> {
  const { mailboxes, beyond } = await connection.listMailboxes();
  const listed = mailboxes.filter(canBeKept);
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
    // Of a list that was cut, nobody knows what is not in it.
    if (beyond === 0)
      await sql`
        update mailbox set vanished_at = now()
        where account_id = ${accountId} and kind = 'imap' and vanished_at is null
          and path <> all(${rows.map((row) => row.path)}::text[])`.execute(tx);
    const detail = describeNotKept(
      mailboxes.filter((mailbox) => !canBeKept(mailbox) && toRow(mailbox).skip_reason === null),
      beyond,
    );
    await sql`
      update mail_account set not_kept_detail = ${detail},
        not_kept_since = case when ${detail}::text is not null then coalesce(not_kept_since, now()) end
      where id = ${accountId} and not_kept_detail is distinct from ${detail}`.execute(tx);
  });
  await countUnknown(db, connection, accountId, counts);
}

/** Whether a table of ours can hold its name. */
function canBeKept({ path }: RemoteMailbox): boolean {
  return !path.includes('\0') && Buffer.byteLength(path) <= MOST_NAME_OCTETS;
}

function describeNotKept(unnamable: readonly RemoteMailbox[], beyond: number): string | null {
  const names = unnamable
    .slice(0, MOST_NAMED)
    .map(({ path }) => Array.from(path).slice(0, NAMED_LENGTH).join(''));
  const parts = [
    ...(beyond > 0 ? [`${beyond} beyond the first 10000`] : []),
    ...(names.length > 0
      ? [`${unnamable.length} with names that are too long or odd: ${names.join(', ')}`]
      : []),
  ];
  return parts.length === 0 ? null : cleanDetail(parts.join('; '));
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
