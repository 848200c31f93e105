/**
 * UIDs that are another mail's now. RFC 3501 2.3.1.1 forbids it, and yet it happens: an older copy of a mailbox
 * is put back under its old UIDVALIDITY, and new mail takes the UIDs of what was lost by it.
 */
import { createHash } from 'node:crypto';
import type { DB } from '@tradepost/db';
import { type ImapConnection, toRanges } from '@tradepost/mail/imap';
import { type Kysely, sql } from 'kysely';

/** New mail gets the highest UIDs, so the newest are looked at: more than a day's mail of a busy mailbox. */
const NEWEST = 1_000;
/** A mail that is compared by its octets is one that costs little. */
const MOST_OCTETS = 1024 * 1024;
const MOST_COMPARED = 3;

/**
 * @param uids all UIDs of the examined mailbox, ascending.
 * @returns one that was another mail's, proven by its octets; null where none is suspicious.
 */
export async function findReusedUid(
  db: Kysely<DB>,
  connection: ImapConnection,
  mailboxId: number,
  uidValidity: number,
  uids: readonly number[],
): Promise<number | null> {
  const newest = uids.slice(-NEWEST);
  if (newest.length === 0) return null;
  const { rows } = await sql<{ uid: number; at: Date; sha256: string }>`
    select p.uid, p.internal_date as at, encode(b.sha256, 'hex') as sha256
    from mailbox_message p join blob b on b.id = p.blob_id
    where p.mailbox_id = ${mailboxId} and p.uid_validity = ${uidValidity}
      and p.uid = any(${`{${newest.join(',')}}`}::bigint[]) and p.internal_date is not null`.execute(db);
  if (rows.length === 0) return null;
  const known = new Map(rows.map((row) => [row.uid, row]));
  // INTERNALDATE belongs to a mail for good (RFC 3501 2.3.3); where it differs, the octets decide.
  const suspects = (await connection.fetchSizes(toRanges(newest)))
    .filter(({ uid, internalDate, size }) => {
      const before = known.get(uid);
      return (
        before !== undefined && internalDate !== null && size <= MOST_OCTETS && +internalDate !== +before.at
      );
    })
    .slice(-MOST_COMPARED);
  for (const { uid } of suspects) {
    let found: string | null = null;
    await connection.fetchSources([{ first: uid, last: uid }], {
      onMessage: async ({ source }) => {
        found = createHash('sha256').update(source).digest('hex');
      },
    });
    if (found !== null && found !== known.get(uid)?.sha256) return uid;
  }
  return null;
}
