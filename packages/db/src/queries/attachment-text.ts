/** Text of files by the hash of their octets: what is to be read, by whom, and what came of it. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { mailboxComplete } from './accounts.ts';
import type { AttachmentTextReason, AttachmentTextState, DB } from '../schema.ts';

export interface TakenLead {
  readonly sha256: Buffer;
  readonly message_id: number | null;
}

/**
 * Leads become rows that wait; a file that is known stays as it is, and its mail is to be found by its text. Of several
 * takers each lead is one's.
 */
export async function takeAttachmentLeads(tx: Transaction<DB>, limit: number): Promise<TakenLead[]> {
  const { rows } = await sql<TakenLead & { size: number; media: boolean; past: boolean }>`
    delete from attachment_lead where id in (
      select id from attachment_lead order by id limit ${limit} for update skip locked)
    returning sha256, message_id, size, media, past`.execute(tx);
  if (rows.length > 0) {
    // In one order, so that two takers of the same files do not wait for each other in a circle.
    await sql`
      insert into attachment_text (sha256, size, past, state, reason, read_at)
      select sha256, max(size), bool_and(past), case when bool_and(media) then 'unread' else 'waiting' end,
        case when bool_and(media) then 'unknown-kind' end, case when bool_and(media) then now() end
      from unnest(${rows.map((row) => row.sha256)}::bytea[], ${rows.map((row) => row.size)}::bigint[],
        ${rows.map((row) => row.media)}::boolean[], ${rows.map((row) => row.past)}::boolean[])
        as lead(sha256, size, media, past)
      group by sha256 order by sha256
      on conflict (sha256) do update set past = false, next_attempt_at = now()
        where attachment_text.state = 'waiting' and attachment_text.past and not excluded.past`.execute(tx);
    await sql`
      insert into search_text_lead (message_id)
      select distinct lead.message_id
      from unnest(${rows.map((row) => row.sha256)}::bytea[], ${rows.map((row) => row.message_id)}::bigint[])
        as lead(sha256, message_id)
      join attachment_text t on t.sha256 = lead.sha256
      where t.text is not null and lead.message_id is not null`.execute(tx);
  }
  return rows;
}

export interface ClaimedText {
  readonly id: number;
  readonly sha256: Buffer;
  readonly size: number;
  /** This one counted. */
  readonly attempts: number;
}

/**
 * The next file to read; it is this reader's for so long. Files of mail from before wait while a mailbox is being fetched:
 * whoever connects one wants its mails first, and the machine may be a small one. Undefined where nothing is due.
 */
export async function claimAttachmentText(
  db: Kysely<DB>,
  leaseSeconds: number,
): Promise<ClaimedText | undefined> {
  const { rows } = await sql<ClaimedText>`
    update attachment_text set attempts = attempts + 1, lease_until = now() + ${leaseSeconds} * interval '1 second',
      next_attempt_at = now() + ${leaseSeconds} * interval '1 second'
    where id = (
      select id from attachment_text
      where state = 'waiting' and next_attempt_at <= now() and (not past or not (select ${IS_FETCHING}))
      order by past, next_attempt_at, id limit 1 for update skip locked)
    returning id, sha256, size, attempts`.execute(db);
  return rows[0];
}

/** An account is at work on a mailbox that is not complete. */
const IS_FETCHING = sql.raw(`exists (
  select from mail_account a join mailbox b on b.account_id = a.id
  where a.sync_lease_until > now() and b.kind = 'imap' and b.skip_reason is null and b.vanished_at is null
    and not ${mailboxComplete('b')})`);

export interface TextOutcome {
  readonly state: Exclude<AttachmentTextState, 'waiting'>;
  readonly reason: AttachmentTextReason | null;
  readonly text: string | null;
  readonly language: string | null;
}

/** @returns false where another reader was faster: nothing was changed. */
export async function recordAttachmentText(
  tx: Transaction<DB>,
  { id, attempts }: Pick<ClaimedText, 'id' | 'attempts'>,
  { state, reason, text, language }: TextOutcome,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('attachment_text')
    .set({ state, reason, text, language, read_at: sql<Date>`now()`, lease_until: null })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function postponeAttachmentText(
  db: Kysely<DB>,
  { id, attempts }: Pick<ClaimedText, 'id' | 'attempts'>,
  seconds: number,
  /** It was not the file's fault: the attempt does not count. */
  forgiven: boolean,
): Promise<void> {
  await sql`
    update attachment_text set lease_until = null, next_attempt_at = now() + ${seconds} * interval '1 second',
      attempts = attempts - ${forgiven ? 1 : 0}
    where id = ${id} and attempts = ${attempts} and state = 'waiting'`.execute(db);
}

export interface TextSource {
  readonly sha256: Buffer;
  readonly size: number;
  readonly stored_size: number;
  readonly codec: 'zstd' | 'raw';
  readonly pack: string | null;
  readonly pack_offset: number | null;
  /** The part of a mail; null where the blob is the file itself. */
  readonly part_path: string | null;
  readonly file_name: string | null;
  readonly content_type: string;
}

/** Where octets of that hash lie: in the smallest mail that has them, or as a file. */
export async function findTextSource(db: Kysely<DB>, sha256: Buffer): Promise<TextSource | undefined> {
  const { rows } = await sql<TextSource>`
    (select b.sha256, b.size, b.stored_size, b.codec, b.pack, b.pack_offset, a.part_path, a.file_name, a.content_type
    from attachment a join message m on m.id = a.message_id join blob b on b.id = m.blob_id
    where a.sha256 = ${sha256} order by b.size, a.message_id desc limit 1)
    union all
    (select b.sha256, b.size, b.stored_size, b.codec, b.pack, b.pack_offset, null, f.file_name, f.content_type
    from blob b join stored_file f on f.blob_id = b.id
    where b.sha256 = ${sha256} order by f.id desc limit 1)
    limit 1`.execute(db);
  return rows[0];
}

export interface ReadingProgress {
  readonly state: AttachmentTextState;
  readonly reason: AttachmentTextReason | null;
  readonly count: number;
}

/** How many files are in which state; those that are only noted count as waiting. */
export async function countAttachmentTexts(db: Kysely<DB>): Promise<ReadingProgress[]> {
  const { rows } = await sql<ReadingProgress>`
    select state, reason, count(*) as count from attachment_text group by state, reason
    union all
    select 'waiting', null, count(*) from attachment_lead having count(*) > 0
    order by 1, 2`.execute(db);
  return rows;
}
