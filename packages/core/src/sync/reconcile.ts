/**
 * The completeness proof of a mailbox: the server's whole UID list against the places in the archive. What the
 * archive lacks is uncovered, so that the next sync fetches it; what the server lacks is marked as vanished
 * and stays (I3). Only a complete list marks anything: an omitted UID in a partial answer is no deletion.
 */
import type { DB } from '@tradepost/db';
import type { ImapConnection } from '@tradepost/mail/imap';
import { type Kysely, sql, type Transaction } from 'kysely';
import { findReusedUid } from './find-reused-uid.ts';
import { abandonGeneration, openGeneration } from './generation.ts';
import type { MailboxRef } from './sync-mailbox.ts';

export interface Reconciliation {
  /** Mails on the server now, as it lists them. */
  readonly server: number;
  /** Mails on the server now, as it counts them. */
  readonly counted: number;
  /** UIDs that the archive lacks although they were thought covered or not there: uncovered now. */
  readonly lost: readonly number[];
  /** Of these, those that were thought covered: the others have come since. */
  readonly wereCovered: number;
  readonly vanished: number;
  /** The list was as long as the server's count; only then is anything marked as vanished. */
  readonly proven: boolean;
  /** A new generation was begun: the server broke its word about UIDs. */
  readonly restarted: boolean;
}

/** A second look is taken when mails come or go during the first. */
const LOOKS = 3;

export async function reconcileMailbox(
  db: Kysely<DB>,
  connection: ImapConnection,
  mailbox: MailboxRef,
): Promise<Reconciliation> {
  const began = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db);
  const since = (began.rows[0] as { at: Date }).at;
  let look = await takeLook(connection, mailbox.path);
  for (let count = 1; count < LOOKS && !look.proven; count++) look = await takeLook(connection, mailbox.path);
  const { seen, uids, proven } = look;
  const generation = await openGeneration(db, mailbox.id, seen);
  const result = {
    server: uids.length,
    counted: seen.exists,
    lost: [],
    wereCovered: 0,
    vanished: 0,
    proven,
    restarted: false,
  };
  const reused = await findReusedUid(db, connection, mailbox.id, generation.uidValidity, uids);
  if (reused !== null) {
    await abandonGeneration(db, mailbox.id, generation.uidValidity);
    return { ...result, proven: false, restarted: true };
  }
  return db.transaction().execute(async (tx) => {
    const current = await tx
      .selectFrom('mailbox')
      .select('uid_validity')
      .where('id', '=', mailbox.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (current.uid_validity !== generation.uidValidity) return { ...result, proven: false };
    const place = { mailboxId: mailbox.id, uidValidity: generation.uidValidity };
    const { lost, wereCovered } = await uncoverLost(tx, place, uids);
    if (!proven) return { ...result, lost, wereCovered };
    // Above the last UID there is nothing: what gets such a UID later is new, whatever UIDNEXT said before. Mail
    // that came after the look, and was archived by whoever waits for new mail, is not judged by it.
    const end = Math.max(seen.uidNext, (uids.at(-1) ?? 0) + 1, 1);
    const vanished = await markVanished(tx, place, uids, { end, since });
    await sql`
      with later as (
        select uid from mailbox_message p
        where p.mailbox_id = ${mailbox.id} and p.uid_validity = ${place.uidValidity} and p.vanished_at is null
          and p.uid >= ${end})
      update mailbox set server_count = ${uids.length} + (select count(*) from later), server_count_at = now(),
        reconciled_at = now(), uid_next = greatest(${end}, (select max(uid) + 1 from later)),
        covered = covered * int8multirange(int8range(1, ${end}))
          + coalesce((select range_agg(int8range(uid, uid + 1)) from later), '{}'),
        place_count = (select count(*) from mailbox_message p
          where p.mailbox_id = ${mailbox.id} and p.uid_validity = ${place.uidValidity} and p.vanished_at is null)
      where id = ${mailbox.id}`.execute(tx);
    return { ...result, lost, wereCovered, vanished };
  });
}

async function takeLook(connection: ImapConnection, path: string) {
  const seen = await connection.examine(path);
  const uids = await connection.listUids();
  // What arrived between the count and the list has a UID from UIDNEXT on.
  const proven =
    uids.length === seen.exists || uids.filter((uid) => uid < seen.uidNext).length === seen.exists;
  return { seen, uids, proven };
}

interface Place {
  readonly mailboxId: number;
  readonly uidValidity: number;
}

/** @returns UIDs that are listed and have no place, though they were covered (so many) or are beyond UIDNEXT. */
async function uncoverLost(tx: Transaction<DB>, place: Place, uids: readonly number[]) {
  const { rows } = await sql<{ uid: number; covered: boolean }>`
    with listed as (select unnest(${`{${uids.join(',')}}`}::bigint[]) as uid),
    lost as (
      select listed.uid, b.covered @> listed.uid as covered from listed
      join mailbox b on b.id = ${place.mailboxId} and (b.covered @> listed.uid or listed.uid >= b.uid_next)
      where not exists (
        select 1 from mailbox_message p
        where p.mailbox_id = ${place.mailboxId} and p.uid_validity = ${place.uidValidity} and p.uid = listed.uid)
    ), uncover as (
      update mailbox set covered = covered - (select range_agg(int8range(uid, uid + 1)) from lost),
        uid_next = greatest(uid_next, (select max(uid) + 1 from lost))
      where id = ${place.mailboxId} and exists (select 1 from lost)
    )
    select uid, covered from lost order by uid`.execute(tx);
  return { lost: rows.map((row) => row.uid), wereCovered: rows.filter((row) => row.covered).length };
}

/** @returns how many are gone from the server that were there; what is there again is no longer marked. */
async function markVanished(
  tx: Transaction<DB>,
  place: Place,
  uids: readonly number[],
  look: { readonly end: number; readonly since: Date },
): Promise<number> {
  const list = `{${uids.join(',')}}`;
  const marked = await sql`
    update mailbox_message p set vanished_at = now()
    where p.mailbox_id = ${place.mailboxId} and p.vanished_at is null
      and (p.uid_validity <> ${place.uidValidity} or not (p.uid = any(${list}::bigint[])))
      and not (p.uid_validity = ${place.uidValidity} and p.uid >= ${look.end} and p.created_at >= ${look.since})`.execute(
    tx,
  );
  await sql`
    update mailbox_message p set vanished_at = null
    where p.mailbox_id = ${place.mailboxId} and p.uid_validity = ${place.uidValidity} and p.vanished_at is not null
      and p.uid = any(${list}::bigint[])`.execute(tx);
  return Number(marked.numAffectedRows ?? 0n);
}
