/** Reading one message; who may is the Scope's. */
import { type Kysely, sql } from 'kysely';
import type { AddressRole, DB, FilingRule } from '../schema.ts';
import type { Scope } from './scope.ts';
import { partOrder } from './timeline.ts';

/**
 * The message with what is needed to read its octets: those of the copy that is the asker's to read. Copies of one
 * message differ in the header, the sender's own bears Bcc.
 */
export function findMessage(db: Kysely<DB>, scope: Scope, id: number) {
  return db
    .selectFrom('message as m')
    .leftJoinLateral(copyFor(scope), (join) => join.onTrue())
    .innerJoin('blob as b', (join) => join.on(sql<boolean>`b.id = coalesce(copy.blob_id, m.blob_id)`))
    .leftJoin('message_text as t', 't.message_id', 'm.id')
    .selectAll('m')
    .select([
      'b.sha256',
      'b.size as blob_size',
      'b.stored_size',
      'b.codec',
      'b.pack',
      'b.pack_offset',
      't.body',
      't.truncated',
      'copy.own as copy_visible',
    ])
    .where('m.id', '=', id)
    .where(scope.message('m'))
    .executeTakeFirst();
}

/**
 * A copy in an account that may be seen, the asker's own and the sent one first; where there is none, a delivered
 * one first, which bears no Bcc as a rule.
 */
function copyFor(scope: Scope) {
  return sql<{ blob_id: number; own: boolean }>`(
    select mm.blob_id, seen.own
    from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id join mail_account a on a.id = mb.account_id
    cross join lateral (select coalesce(${scope.account('a')}, false) as own) seen
    where mm.message_id = m.id and mm.blob_id is not null
    order by seen.own desc, coalesce(a.owner_id = ${scope.userId}, false) desc,
      (coalesce(mb.special_use, '') = '\\Sent') = seen.own desc, mm.blob_id = m.blob_id desc, mm.mailbox_id, mm.uid
    limit 1)`.as<'copy'>('copy');
}
export type MessageRow = NonNullable<Awaited<ReturnType<typeof findMessage>>>;

/** Most people of one message that are shown. */
const MOST_ADDRESSES = 2_000;

export async function listMessageAddresses(
  db: Kysely<DB>,
  messageId: number,
): Promise<{ role: AddressRole; address: string; name: string | null }[]> {
  return db
    .selectFrom('message_address as ma')
    .innerJoin('address as a', 'a.id', 'ma.address_id')
    .select(['ma.role', 'a.address', 'ma.name'])
    .where('ma.message_id', '=', messageId)
    .orderBy('ma.role')
    .orderBy('ma.position')
    .limit(MOST_ADDRESSES)
    .execute();
}

export function listAttachments(db: Kysely<DB>, messageId: number) {
  return db
    .selectFrom('attachment')
    .leftJoin('attachment_text as t', 't.sha256', 'attachment.sha256')
    .select(['part_path', 'file_name', 'content_type', 'attachment.size', 'inline', 'content_id'])
    .select(['t.state as text_state', 't.reason as text_reason'])
    .where('message_id', '=', messageId)
    .orderBy(partOrder('part_path'))
    .limit(1_000)
    .execute();
}

export function findAttachment(db: Kysely<DB>, messageId: number, partPath: string) {
  return db
    .selectFrom('attachment')
    .select(['part_path', 'file_name', 'content_type', 'size', 'inline'])
    .where('message_id', '=', messageId)
    .where('part_path', '=', partPath)
    .executeTakeFirst();
}

export interface FilingRow {
  readonly id: number;
  readonly message_id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly rule: FilingRule;
  readonly confidence: number;
  readonly evidence: string | null;
  readonly filed_by: number | null;
  readonly filed_by_name: string | null;
  readonly filed_at: Date;
  readonly undone_at: Date | null;
}

/** Filings to customers that may be seen, the undone ones too (I7). */
export async function listFilings(
  db: Kysely<DB>,
  scope: Scope,
  which: { messageId: number } | { filingId: number },
): Promise<FilingRow[]> {
  const { rows } = await sql<FilingRow>`
    select f.id, f.message_id, f.customer_id, c.name as customer_name, f.rule, f.confidence, f.evidence,
      f.filed_by, u.name as filed_by_name, f.filed_at, f.undone_at
    from filing f join customer c on c.id = f.customer_id left join app_user u on u.id = f.filed_by
    where ${'messageId' in which ? sql`f.message_id = ${which.messageId}` : sql`f.id = ${which.filingId}`}
      and ${scope.customer('c')}
    order by f.id limit 500`.execute(db);
  return rows;
}

export interface PlaceRow {
  readonly account_id: number;
  readonly account_address: string;
  readonly path: string;
  readonly uid: number;
  readonly vanished_at: Date | null;
}

/** Places in mail accounts that may be seen. */
export async function listPlaces(db: Kysely<DB>, scope: Scope, messageId: number): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select a.id as account_id, a.address as account_address, mb.path, mm.uid, mm.vanished_at
    from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id join mail_account a on a.id = mb.account_id
    where mm.message_id = ${messageId} and ${scope.account('a')}
    order by a.id, mb.id, mm.uid_validity, mm.uid limit 500`.execute(db);
  return rows;
}

/** The newest messages of the thread that may be seen, oldest first. */
export async function listThread(db: Kysely<DB>, scope: Scope, threadId: number) {
  const rows = await db
    .selectFrom('message as m')
    .select(['m.id', 'm.subject', 'm.occurred_at', 'm.direction', 'm.from_address', 'm.from_name'])
    .where('m.thread_id', '=', threadId)
    .where(scope.message('m'))
    .orderBy('m.occurred_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(200)
    .execute();
  return rows.reverse();
}

export interface QuarantineRow {
  readonly id: number;
  readonly subject: string;
  readonly occurred_at: Date;
  readonly size: number;
  readonly quarantine_reason: string;
  readonly quarantine_detail: string | null;
}

/** Mails of an account that could not be read whole and may be seen, newest archived first. */
export async function listQuarantine(
  db: Kysely<DB>,
  scope: Scope,
  accountId: number,
  options: { readonly beforeId: number | null; readonly limit: number },
): Promise<QuarantineRow[]> {
  const { rows } = await sql<QuarantineRow>`
    select m.id, m.subject, m.occurred_at, m.size, m.quarantine_reason, m.quarantine_detail
    from message m
    where m.quarantine_reason is not null and ${scope.message('m')}
      and ${options.beforeId === null ? sql`true` : sql`m.id < ${options.beforeId}`}
      and exists (select 1 from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id
        where mm.message_id = m.id and mb.account_id = ${accountId})
    order by m.id desc limit ${options.limit}`.execute(db);
  return rows;
}

/** Whether the message lies in a mail account of this user. */
export async function isInAccountOf(db: Kysely<DB>, userId: number, messageId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from mailbox_message mm join mailbox mb on mb.id = mm.mailbox_id
    join mail_account a on a.id = mb.account_id
    where mm.message_id = ${messageId} and a.owner_id = ${userId} limit 1`.execute(db);
  return rows.length > 0;
}

const jobs = (db: Kysely<DB>) =>
  db
    .selectFrom('background_job')
    .select(['id', 'kind', 'state', 'done', 'total', 'error', 'created_at', 'finished_at'])
    .select(sql<number | null>`(payload ->> 'customerId')::bigint`.as('customer_id'));

export type JobRow = NonNullable<Awaited<ReturnType<typeof findJob>>>;

export const findJob = (db: Kysely<DB>, id: number) => jobs(db).where('id', '=', id).executeTakeFirst();

export function listJobs(db: Kysely<DB>, userId: number) {
  return jobs(db)
    .where('created_by', '=', userId)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['queued', 'running']),
        eb('finished_at', '>', sql<Date>`now() - interval '1 day'`),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
}
