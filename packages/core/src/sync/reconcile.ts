/**
 * The completeness proof of a mailbox: the server's whole UID list against the places in the archive. What the
 * archive lacks is uncovered, so that the next sync fetches it; what the server lacks is marked as vanished
 * and stays (I3). Only a complete list marks anything: an omitted UID in a partial answer is no deletion.
 */
import type { DB } from '@tradepost/db';
import type { ImapConnection } from '@tradepost/mail/imap';
import { type Kysely, sql } from 'kysely';
import { openGeneration } from './generation.ts';
import type { MailboxRef } from './sync-mailbox.ts';

export interface Reconciliation {
  /** Mails on the server now. */
  readonly server: number;
  /** UIDs found uncovered although they were thought covered. */
  readonly uncovered: number;
  readonly vanished: number;
  /** The list was as long as the server's count; only then is anything marked as vanished. */
  readonly proven: boolean;
}

/** A second look is taken when mails come or go during the first. */
const LOOKS = 3;

export async function reconcileMailbox(
  db: Kysely<DB>,
  connection: ImapConnection,
  mailbox: MailboxRef,
): Promise<Reconciliation> {
  let seen = await connection.examine(mailbox.path);
  let uids = await connection.listUids();
  for (let look = 1; look < LOOKS && uids.length !== seen.exists; look++) {
    seen = await connection.examine(mailbox.path);
    uids = await connection.listUids();
  }
  const proven = uids.length === seen.exists;
  const generation = await openGeneration(db, mailbox.id, seen);
  return db.transaction().execute(async (tx) => {
    const current = await tx
      .selectFrom('mailbox')
      .select('uid_validity')
      .where('id', '=', mailbox.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (current.uid_validity !== generation.uidValidity)
      return { server: uids.length, uncovered: 0, vanished: 0, proven: false };
    // UIDs at or above the UIDNEXT of the look arrived meanwhile and are the next sync's.
    const list = `{${uids.filter((uid) => uid < generation.uidNext).join(',')}}`;
    const lost = await sql<{ n: number }>`
      with listed as (select unnest(${list}::bigint[]) as uid),
      lost as (
        select listed.uid from listed
        join mailbox b on b.id = ${mailbox.id} and b.covered @> listed.uid
        where not exists (
          select 1 from mailbox_message p
          where p.mailbox_id = ${mailbox.id} and p.uid_validity = ${generation.uidValidity} and p.uid = listed.uid)
      ), uncover as (
        update mailbox set covered = covered - (select range_agg(int8range(uid, uid + 1)) from lost)
        where id = ${mailbox.id} and exists (select 1 from lost)
      )
      select count(*) as n from lost`.execute(tx);
    let vanished = 0;
    if (proven) {
      const marked = await sql`
        update mailbox_message p set vanished_at = now()
        where p.mailbox_id = ${mailbox.id} and p.vanished_at is null
          and (p.uid_validity <> ${generation.uidValidity} or not (p.uid = any(${list}::bigint[])))`.execute(
        tx,
      );
      vanished = Number(marked.numAffectedRows ?? 0n);
      await sql`
        update mailbox_message p set vanished_at = null
        where p.mailbox_id = ${mailbox.id} and p.uid_validity = ${generation.uidValidity} and p.vanished_at is not null
          and p.uid = any(${list}::bigint[])`.execute(tx);
      await sql`
        update mailbox set server_count = ${uids.length}, server_count_at = now(), reconciled_at = now(),
          place_count = (select count(*) from mailbox_message p
            where p.mailbox_id = ${mailbox.id} and p.uid_validity = ${generation.uidValidity} and p.vanished_at is null)
        where id = ${mailbox.id}`.execute(tx);
    }
    return { server: uids.length, uncovered: lost.rows[0]?.n ?? 0, vanished, proven };
  });
}
