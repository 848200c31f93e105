/**
 * Letters on their way: taken by one worker at a time, with an outcome that is never guessed.
 *
 * `claims` is the proof that a letter is still a worker's: it grows when another takes it, and when its author takes it
 * back; nothing that an earlier one writes comes through then.
 */
import { type Kysely, type Selectable, sql, type Transaction, type UpdateObject } from 'kysely';
import type { DB } from '../schema.ts';

export type LetterRow = Selectable<DB['letter']>;
export type LetterChanges = UpdateObject<DB, 'letter', 'letter'>;
export type Claim = Pick<LetterRow, 'id' | 'claims'>;

/** Ids of letters for which something is due. */
export async function listDueLetters(db: Kysely<DB>, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from letter where next_step_at <= now() order by next_step_at, id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Undefined where nothing is due, or another worker has it. */
export async function claimLetter(
  db: Kysely<DB>,
  id: number,
  leaseSeconds: number,
): Promise<LetterRow | undefined> {
  const { rows } = await sql<LetterRow>`
    update letter set claims = claims + 1, lease_until = now() + ${leaseSeconds} * interval '1 second',
      next_step_at = now() + ${leaseSeconds} * interval '1 second'
    where id = ${id} and next_step_at <= now() and (lease_until is null or lease_until < now())
    returning *`.execute(db);
  return rows[0];
}

/** @returns false where it is no longer this worker's: nothing was changed. */
export async function writeClaimed(
  db: Kysely<DB>,
  { id, claims }: Claim,
  changes: LetterChanges,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('letter')
    .set({ ...changes, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('claims', '=', claims)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** From here on its author cannot take it back, and its octets are the ones. */
export async function beginSending(
  db: Kysely<DB>,
  { id, claims }: Claim,
  octets: { readonly blobId: number; readonly composedAt: Date } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('letter')
    .set({
      state: 'sending',
      attempts: sql<number>`attempts + 1`,
      handed_over_at: null,
      ...(octets === null ? {} : { blob_id: octets.blobId, composed_at: octets.composedAt }),
    })
    .where('id', '=', id)
    .where('claims', '=', claims)
    .where('state', 'in', ['scheduled', 'queued'])
    .where('lease_until', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** @returns false where the attempt is no longer ours: its lease ended and another took it over. */
export async function recordLetterHandOver(db: Kysely<DB>, { id, claims }: Claim): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('letter')
    .set({ handed_over_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('claims', '=', claims)
    .where('state', '=', 'sending')
    .where('lease_until', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function listWaitingRecipients(db: Kysely<DB>, letterId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('letter_recipient')
    .select('address')
    .where('letter_id', '=', letterId)
    .where('state', '=', 'waiting')
    .orderBy('address')
    .execute();
  return rows.map((row) => row.address);
}

export async function setRecipients(
  tx: Transaction<DB>,
  letterId: number,
  addresses: readonly string[] | 'waiting',
  state: 'accepted' | 'refused' | 'unknown' | 'waiting',
  detail: string | null,
): Promise<void> {
  await sql`
    update letter_recipient set state = ${state}, detail = ${detail}, at = now()
    where letter_id = ${letterId} and ${
      addresses === 'waiting' ? sql`state = 'waiting'` : sql`address = any(${[...addresses]}::text[])`
    }`.execute(tx);
}

/** The archived message of this Message-ID that lies on a mail server: it arrived somewhere. */
export async function arrivedOnServer(db: Kysely<DB>, rfcMessageId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (
      select from message m join mailbox_message mm on mm.message_id = m.id join mailbox mb on mb.id = mm.mailbox_id
      where m.rfc_message_id = ${rfcMessageId} and mb.kind = 'imap') as there`.execute(db);
  return rows[0]?.there === true;
}

/** What waited for this account is tried at once. */
export async function wakeLettersOf(tx: Transaction<DB>, accountId: number): Promise<void> {
  await sql`
    update letter set next_step_at = now(), due_at = least(due_at, now())
    where account_id = ${accountId} and lease_until is null and next_step_at > now()
      and (state = 'queued' and error_code is not null or append_state = 'due')`.execute(tx);
}

/** Letters that are to go out in their customers' mornings. @param after the last one's id. */
export function listMorningLetters(db: Kysely<DB>, after: number, limit: number) {
  return db
    .selectFrom('letter')
    .select(['id', 'customer_id', 'due_at', 'version'])
    .where('state', '=', 'scheduled')
    .where('schedule', '=', 'morning')
    .where('lease_until', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Unless it was taken back, or taken up, meanwhile. */
export async function moveMorning(db: Kysely<DB>, id: number, at: Date): Promise<void> {
  await db
    .updateTable('letter')
    .set({ due_at: at, next_step_at: at })
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .where('schedule', '=', 'morning')
    .where('lease_until', 'is', null)
    .execute();
}
