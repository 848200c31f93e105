/** Letters as their authors see them. One's own only: a letter of another is not there. */
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';
import { mayWriteAs } from './letter-senders.ts';

/** One of this person's, with the names that a page shows. */
export function findLetter(db: Kysely<DB>, userId: number, id: number) {
  return db
    .selectFrom('letter as l')
    .innerJoin('app_user as u', 'u.id', 'l.author_id')
    .innerJoin('app_user as w', 'w.id', 'l.written_by')
    .leftJoin('customer as c', 'c.id', 'l.customer_id')
    .leftJoin('mail_account as a', 'a.id', 'l.account_id')
    .selectAll('l')
    .select([
      'u.name as author_name',
      'w.name as written_by_name',
      'c.name as customer_name',
      'a.address as account_address',
      'a.display_name as account_name',
    ])
    .where('l.id', '=', id)
    .where('l.author_id', '=', userId)
    .executeTakeFirst();
}
export type LetterView = NonNullable<Awaited<ReturnType<typeof findLetter>>>;

/** Locked until the transaction ends. */
export function lockLetter(tx: Transaction<DB>, userId: number, id: number) {
  return tx
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', id)
    .where('author_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
}
export type LockedLetter = NonNullable<Awaited<ReturnType<typeof lockLetter>>>;

export function listLetterFiles(db: Kysely<DB>, letterId: number) {
  return db
    .selectFrom('letter_file as lf')
    .innerJoin('stored_file as f', 'f.id', 'lf.file_id')
    .innerJoin('blob as b', 'b.id', 'f.blob_id')
    .select(['f.id', 'f.file_name', 'f.content_type', 'f.size', 'lf.content_id', 'b.sha256'])
    .select(['b.size as blob_size', 'b.stored_size', 'b.codec', 'b.pack', 'b.pack_offset'])
    .where('lf.letter_id', '=', letterId)
    .orderBy('lf.position')
    .orderBy('f.id')
    .limit(200)
    .execute();
}
export type LetterFileRow = Awaited<ReturnType<typeof listLetterFiles>>[number];

export function listLetterRecipients(db: Kysely<DB>, letterId: number) {
  return db
    .selectFrom('letter_recipient')
    .select(['address', 'role', 'state', 'detail'])
    .where('letter_id', '=', letterId)
    .orderBy(sql`array_position(array['to', 'cc', 'bcc'], role)`)
    .orderBy('address')
    .limit(500)
    .execute();
}
export type LetterRecipientRow = Awaited<ReturnType<typeof listLetterRecipients>>[number];

/** The last question to a leader about it. */
export function findLastApproval(db: Kysely<DB>, letterId: number) {
  return db
    .selectFrom('letter_approval as p')
    .leftJoin('app_user as d', 'd.id', 'p.decided_by')
    .selectAll('p')
    .select('d.name as decided_by_name')
    .where('p.letter_id', '=', letterId)
    .where('p.state', '<>', 'withdrawn')
    .orderBy('p.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The signature that this person's letters from this account bear. */
export async function findSignature(
  db: Kysely<DB>,
  userId: number,
  accountId: number | null,
): Promise<string | null> {
  const row = await db
    .selectFrom('signature')
    .select('html')
    .where('user_id', '=', userId)
    .where((eb) => eb.or([eb('account_id', 'is', null), eb('account_id', '=', accountId ?? 0)]))
    .orderBy(sql`account_id is null`)
    .limit(1)
    .executeTakeFirst();
  return row?.html ?? null;
}

export function listSignatures(db: Kysely<DB>, userId: number) {
  return db
    .selectFrom('signature')
    .select(['account_id', 'html', 'updated_at'])
    .where('user_id', '=', userId)
    .orderBy(sql`account_id is not null`)
    .orderBy('account_id')
    .limit(200)
    .execute();
}

/** @param html null takes it away. */
export async function putSignature(
  tx: Transaction<DB>,
  userId: number,
  accountId: number | null,
  html: string | null,
): Promise<void> {
  await sql`
    delete from signature where user_id = ${userId} and account_id is not distinct from ${accountId}`.execute(
    tx,
  );
  if (html !== null)
    await tx.insertInto('signature').values({ user_id: userId, account_id: accountId, html }).execute();
}

export type LetterBox = 'drafts' | 'outbox' | 'trouble' | 'sent';

const refused = sql<number>`(
  select count(*)::int from letter_recipient r where r.letter_id = l.id and r.state in ('refused', 'unknown'))`;

/**
 * Begun, and nothing written in it yet: whoever closes the window by leaving the page leaves this behind. All that a person
 * does to a letter makes its next version.
 */
const untouched = sql<SqlBool>`(l.state = 'draft' and l.version = 1 and l.template_id is null)`;

/** Days in which a letter that could not be sent is still of use to another. */
const FAILED_DAYS = 30;

/**
 * Not gone out, nobody is sending it, and something stands in it: it can still become somebody else’s. No mass mail’s.
 * `l` is the letter.
 */
export const canChangeHands = sql<SqlBool>`(not l.bulk and l.sent_at is null and l.handed_over_at is null
  and (l.state in ('draft', 'waiting-approval', 'scheduled', 'queued')
    or l.state = 'failed' and l.updated_at > now() - ${sql.lit(FAILED_DAYS)} * interval '1 day') and not ${untouched})`;

const inBox = (box: LetterBox) =>
  ({
    drafts: sql<SqlBool>`(l.state = 'draft' and not ${untouched})`,
    outbox: sql<SqlBool>`l.state in ('waiting-approval', 'scheduled', 'queued', 'sending')`,
    trouble: sql<SqlBool>`(l.state in ('unknown', 'failed') or (l.state = 'sent' and exists (
      select from letter_recipient r where r.letter_id = l.id and r.state in ('refused', 'unknown'))))`,
    sent: sql<SqlBool>`l.state = 'sent'`,
  })[box];

/** The newest first. */
export function listLetters(
  db: Kysely<DB>,
  userId: number,
  page: {
    readonly box: LetterBox;
    readonly customerId: number | null;
    readonly beforeId: number | null;
    readonly limit: number;
  },
) {
  let query = db
    .selectFrom('letter as l')
    .leftJoin('customer as c', 'c.id', 'l.customer_id')
    .leftJoin('mail_account as a', 'a.id', 'l.account_id')
    .select([
      'l.id',
      'l.state',
      'l.kind',
      'l.customer_id',
      'l.subject',
      'l.schedule',
      'l.due_at',
      'l.sent_at',
    ])
    .select(['l.message_id', 'l.error_code', 'l.error_detail', 'l.bulk', 'l.updated_at', 'l.to_list'])
    .select(['c.name as customer_name', sql<string | null>`coalesce(l.from_address, a.address)`.as('from')])
    // Its first words are enough.
    .select(sql<string>`left(coalesce(l.final_text, l.html), 4000)`.as('words'))
    .select(sql<boolean>`l.final_text is not null`.as('is_text'))
    .select(
      sql<number>`jsonb_array_length(l.to_list) + jsonb_array_length(l.cc_list) + jsonb_array_length(l.bcc_list)`.as(
        'recipient_count',
      ),
    )
    .select(
      sql<number>`(select count(*)::int from letter_file f where f.letter_id = l.id and f.content_id is null)`.as(
        'file_count',
      ),
    )
    .select(refused.as('refused'))
    .select(
      sql<'waiting' | 'approved' | 'returned' | null>`(
        select p.state from letter_approval p where p.letter_id = l.id and p.state <> 'withdrawn'
        order by p.id desc limit 1)`.as('approval_state'),
    )
    .select(
      sql<string | null>`(
        select p.note from letter_approval p where p.letter_id = l.id and p.state <> 'withdrawn'
        order by p.id desc limit 1)`.as('approval_note'),
    )
    .where('l.author_id', '=', userId)
    .where(inBox(page.box))
    .orderBy('l.id', 'desc')
    .limit(page.limit);
  if (page.customerId !== null) query = query.where('l.customer_id', '=', page.customerId);
  if (page.beforeId !== null) query = query.where('l.id', '<', page.beforeId);
  return query.execute();
}
export type LetterLineRow = Awaited<ReturnType<typeof listLetters>>[number];

/** Counted this far: more is "many". */
const MOST_COUNTED = 100;

export async function countLetters(
  db: Kysely<DB>,
  userId: number,
): Promise<{ drafts: number; outbox: number; trouble: number }> {
  const count = (box: LetterBox) => sql`(select count(*) from (
    select from letter l where l.author_id = ${userId} and ${inBox(box)} limit ${MOST_COUNTED}) counted)::int`;
  const { rows } = await sql<{ drafts: number; outbox: number; trouble: number }>`
    select ${count('drafts')} as drafts, ${count('outbox')} as outbox, ${count('trouble')} as trouble`.execute(
    db,
  );
  return rows[0] as { drafts: number; outbox: number; trouble: number };
}

/** A step at a time. @param days how long it may still stand open in a window, to be written. */
export async function forgetUntouchedLetters(db: Kysely<DB>, days: number): Promise<void> {
  await sql`
    delete from letter where id in (
      select l.id from letter l
      where ${untouched} and l.created_at < now() - ${days} * interval '1 day' limit 5000)`.execute(db);
}

/** The addresses that this person writes from: of all accounts that he may write as. */
export async function listWriterAddresses(db: Kysely<DB>, userId: number): Promise<Set<string>> {
  const { rows } = await sql<{ address: string }>`
    select distinct unnest(array[lower(a.address)] || a.aliases) as address from mail_account a
    where ${mayWriteAs(userId, 'a')} limit 2000`.execute(db);
  return new Set(rows.map((row) => row.address));
}

/** The account of this person in which the mail lies: that it came to, or was sent from. */
export async function findAccountOfMessage(
  db: Kysely<DB>,
  userId: number,
  messageId: number,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select a.id from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id
    join mail_account a on a.id = mb.account_id
    where mm.message_id = ${messageId} and a.state <> 'removed' and ${mayWriteAs(userId, 'a')}
    order by a.owner_id is distinct from ${userId}, a.unified, a.id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}
