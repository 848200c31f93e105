/** Mail of the product's own on its way: claimed by one sender at a time, with an outcome that is never guessed. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

export type OutboxRow = Selectable<DB['outbox_mail']>;
type OutboxState = OutboxRow['state'];

export type NewOutboxRow = Pick<
  OutboxRow,
  | 'recipient_id'
  | 'to_address'
  | 'kind'
  | 'period'
  | 'rfc_message_id'
  | 'in_reply_to'
  | 'subject'
  | 'body_text'
  | 'body_html'
>;

/**
 * In the order of their keys, so that two who queue the same wait for each other in a line.
 * @returns Message-ID → id of those that were not there.
 */
export async function insertOutboxMails(
  tx: Transaction<DB>,
  rows: readonly NewOutboxRow[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const key = ({ to_address, kind, period }: NewOutboxRow) => `${to_address} ${kind} ${period}`;
  const sorted = [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const made = await tx
    .insertInto('outbox_mail')
    .values(sorted)
    .onConflict((oc) => oc.columns(['to_address', 'kind', 'period']).doNothing())
    .returning(['id', 'rfc_message_id'])
    .execute();
  return new Map(made.map(({ id, rfc_message_id }) => [rfc_message_id, id]));
}

/**
 * Takes the mails that are due first. Two senders never get the same one: the row is locked, and its number of
 * attempts is from then on the proof that it is still ours.
 * @param only this mail, whenever it is due.
 */
export async function claimOutboxMail(
  db: Kysely<DB>,
  claim: { readonly leaseSeconds: number; readonly limit: number; readonly only?: number },
): Promise<OutboxRow[]> {
  const { leaseSeconds, limit, only } = claim;
  const { rows } = await sql<OutboxRow>`
    update outbox_mail set state = 'sending', attempts = attempts + 1, handed_over_at = null,
      first_attempt_at = coalesce(first_attempt_at, now()), lease_until = now() + ${leaseSeconds} * interval '1 second'
    where id in (
      select id from outbox_mail
      where state = 'queued' and ${only === undefined ? sql`next_attempt_at <= now()` : sql`id = ${only}`}
      order by next_attempt_at, id limit ${limit} for update skip locked)
    returning *`.execute(db);
  return rows.sort((a, b) => a.next_attempt_at.getTime() - b.next_attempt_at.getTime() || a.id - b.id);
}

/** Claimed and not begun: due again at once, as if nobody had taken them. */
export async function handBackOutboxMail(db: Kysely<DB>, mails: readonly Attempt[]): Promise<void> {
  if (mails.length === 0) return;
  await sql`
    update outbox_mail o set state = 'queued', lease_until = null, attempts = o.attempts - 1,
      first_attempt_at = case when o.attempts = 1 then null else o.first_attempt_at end
    from unnest(${mails.map(({ id }) => id)}::bigint[], ${mails.map(({ attempts }) => attempts)}::int[]) as m(id, attempts)
    where o.id = m.id and o.attempts = m.attempts and o.state = 'sending' and o.handed_over_at is null`.execute(
    db,
  );
}

/** One attempt at one mail. */
export interface Attempt {
  readonly id: number;
  readonly attempts: number;
}

/** @returns false where the attempt is no longer ours: its lease ended and another took it over. */
export async function recordHandOver(db: Kysely<DB>, attempt: Attempt): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox_mail')
    .set({ handed_over_at: sql<Date>`now()` })
    .where('id', '=', attempt.id)
    .where('attempts', '=', attempt.attempts)
    .where('state', '=', 'sending')
    .where('lease_until', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Sent, also where it was thought of unknown fate meanwhile: the answer came late. */
export async function recordSent(db: Kysely<DB>, attempt: Attempt): Promise<void> {
  await db
    .updateTable('outbox_mail')
    .set({
      state: 'sent',
      sent_at: sql<Date>`now()`,
      lease_until: null,
      error_code: null,
      error_detail: null,
    })
    .where('id', '=', attempt.id)
    .where('attempts', '=', attempt.attempts)
    .where('state', 'in', ['sending', 'unknown'])
    .execute();
}

export interface OutboxFault {
  readonly code: string;
  readonly detail: string | null;
}

/** @param afterSeconds with 'queued': until it is tried again. */
export async function recordNotSent(
  db: Kysely<DB>,
  attempt: Attempt,
  state: 'queued' | 'failed' | 'unknown',
  fault: OutboxFault,
  afterSeconds: number,
): Promise<void> {
  await db
    .updateTable('outbox_mail')
    .set((eb) => ({
      state,
      lease_until: null,
      handed_over_at: state === 'queued' ? null : eb.ref('handed_over_at'),
      next_attempt_at: sql<Date>`now() + ${afterSeconds} * interval '1 second'`,
      error_code: fault.code,
      error_detail: fault.detail,
    }))
    .where('id', '=', attempt.id)
    .where('attempts', '=', attempt.attempts)
    .where('state', '=', 'sending')
    .execute();
}

/**
 * Attempts whose sender is gone: before the end of the mail was on the wire nothing was delivered and it is due
 * again; after it nobody knows.
 */
export async function settleLostAttempts(db: Kysely<DB>): Promise<void> {
  await sql`
    update outbox_mail set lease_until = null,
      state = case when handed_over_at is null then 'queued' else 'unknown' end,
      error_code = 'connection-lost', error_detail = null
    where state = 'sending' and lease_until < now()`.execute(db);
}

/** What waited so long says nothing of use any more, or something wrong. */
export async function expireOldMail(db: Kysely<DB>, days: number): Promise<void> {
  await sql`
    update outbox_mail set state = 'failed', error_code = 'expired'
    where state = 'queued' and next_attempt_at < now() - ${days} * interval '1 day'`.execute(db);
}

/** @returns undefined where it is not in a state that a person may decide about. */
export async function decideOutboxMail(
  tx: Transaction<DB>,
  id: number,
  decision: 'queued' | 'dropped',
): Promise<OutboxRow | undefined> {
  const from: OutboxState[] = decision === 'queued' ? ['failed', 'unknown'] : ['queued', 'failed', 'unknown'];
  return tx
    .updateTable('outbox_mail')
    .set({ state: decision, next_attempt_at: sql<Date>`now()`, lease_until: null, handed_over_at: null })
    .where('id', '=', id)
    .where('state', 'in', from)
    .returningAll()
    .executeTakeFirst();
}

export function findOutboxMail(db: Kysely<DB>, id: number) {
  return outboxMails(db).where('o.id', '=', id).executeTakeFirst();
}

export function listOutboxMail(
  db: Kysely<DB>,
  page: { readonly state: OutboxState | null; readonly beforeId: number | null; readonly limit: number },
) {
  let query = outboxMails(db).orderBy('o.id', 'desc').limit(page.limit);
  if (page.state !== null) query = query.where('o.state', '=', page.state);
  if (page.beforeId !== null) query = query.where('o.id', '<', page.beforeId);
  return query.execute();
}

/** Without what they say. */
function outboxMails(db: Kysely<DB>) {
  return db
    .selectFrom('outbox_mail as o')
    .leftJoin('app_user as u', 'u.id', 'o.recipient_id')
    .select(['o.id', 'o.to_address', 'o.kind', 'o.subject', 'o.state', 'o.attempts', 'o.next_attempt_at'])
    .select(['o.error_code', 'o.error_detail', 'o.created_at', 'o.sent_at', 'u.name as recipient_name']);
}
export type OutboxItem = NonNullable<Awaited<ReturnType<typeof findOutboxMail>>>;

/** Counted this far: more is "many", and costs no more. */
const MOST_COUNTED = 1_000;

export async function countOutboxMail(
  db: Kysely<DB>,
): Promise<{ queued: number; failed: number; unknown: number }> {
  const count = (state: OutboxState) =>
    sql`(select count(*) from (select 1 from outbox_mail where state = ${state} limit ${MOST_COUNTED}) counted)::int`;
  const { rows } = await sql<{ queued: number; failed: number; unknown: number }>`
    select ${count('queued')} + ${count('sending')} as queued, ${count('failed')} as failed,
      ${count('unknown')} as unknown`.execute(db);
  return rows[0] as { queued: number; failed: number; unknown: number };
}

/** The words of what is settled are not kept: they may bear names, and links that were for one reader. */
export async function forgetOldBodies(db: Kysely<DB>, days: number): Promise<void> {
  await sql`
    update outbox_mail set body_text = '', body_html = null
    where state in ('sent', 'dropped') and body_text <> '' and created_at < now() - ${days} * interval '1 day'`.execute(
    db,
  );
}

/** Mail to the address that the product writes from is archived: an answer to it is read. */
export async function repliesReachUs(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ reach: boolean }>`
    select exists (select from outgoing_server s join mail_account a on lower(a.address) = s.from_address
      or s.from_address = any(a.aliases) where a.state = 'active') as reach`.execute(db);
  return rows[0]?.reach === true;
}

/** @returns Message-ID → whom it went to, of mails that were handed over or may have been. */
export async function listSentByUs(
  db: Kysely<DB>,
  messageIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('outbox_mail')
    .select(['rfc_message_id', 'to_address'])
    .where('rfc_message_id', 'in', [...messageIds])
    .execute();
  return new Map(rows.map(({ rfc_message_id, to_address }) => [rfc_message_id, to_address]));
}

/** Mails of a kind that were queued for a person lately. */
export async function countMailsSince(
  db: Kysely<DB>,
  recipientId: number,
  kind: string,
  seconds: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from outbox_mail o join app_user u on u.id = ${recipientId} and o.to_address = lower(u.email)
    where o.kind = ${kind} and o.created_at > now() - ${seconds} * interval '1 second'`.execute(db);
  return rows[0]?.count ?? 0;
}
