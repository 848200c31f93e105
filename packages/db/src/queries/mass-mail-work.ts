/** What the sender of mass mail works on: an account whose turn it is, its mass mail, and the next of its recipients. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Kysely } from 'kysely';
import type { DB } from '../schema.ts';

export interface PaceTurn {
  readonly account_id: number;
  readonly per_minute: number;
  /** Bulk letters of the account that are made and not settled yet. */
  readonly under_way: number;
}

/**
 * An account that may send one more now: its row stays locked, so that any number of senders keep its pace together;
 * one that another works on is passed over.
 * @param today of the company; a new day begins to count anew.
 */
export async function claimPace(tx: Transaction<DB>, today: string): Promise<PaceTurn | undefined> {
  const { rows } = await sql<PaceTurn>`
    with turn as (
      select p.account_id from mass_mail_pace p
      where p.next_at <= now() and (p.day is distinct from ${today}::date or p.made_today < p.per_day)
        and exists (select from mass_mail m where m.account_id = p.account_id and m.state = 'sending')
      order by p.next_at limit 1 for update skip locked
    )
    update mass_mail_pace p set day = ${today}::date,
      made_today = case when p.day is distinct from ${today}::date then 0 else p.made_today end
    from turn where p.account_id = turn.account_id
    returning p.account_id, p.per_minute, (
      select count(*)::int from letter l where l.account_id = p.account_id and l.bulk and l.state in ('queued', 'sending')
    ) as under_way`.execute(tx);
  return rows[0];
}

/** @param seconds until its next letter. @param made counts towards the day. */
export async function putPace(
  tx: Transaction<DB>,
  accountId: number,
  seconds: number,
  made: boolean,
): Promise<void> {
  await sql`
    update mass_mail_pace set next_at = clock_timestamp() + ${seconds} * interval '1 second',
      made_today = made_today + ${made ? 1 : 0}
    where account_id = ${accountId}`.execute(tx);
}

/** Mass mails of the account that are sent now, the oldest first; locked against pausing and ending. */
export async function lockSending(
  tx: Transaction<DB>,
  accountId: number,
): Promise<Selectable<DB['mass_mail']>[]> {
  return tx
    .selectFrom('mass_mail')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('state', '=', 'sending')
    .orderBy('started_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

export interface NextRecipient {
  readonly id: number;
  readonly customer_id: number | null;
  readonly contact_id: number | null;
  readonly address: string;
  readonly name: string | null;
}

/** @param hours of the customer's day, where it counts: from, and before. */
export async function findNextRecipient(
  tx: Transaction<DB>,
  massMailId: number,
  hours: { readonly from: number; readonly before: number } | null,
): Promise<NextRecipient | undefined> {
  const awake =
    hours === null
      ? sql`true`
      : sql`(r.time_zone is null or extract(hour from now() at time zone r.time_zone)
          between ${hours.from} and ${hours.before - 1})`;
  const { rows } = await sql<NextRecipient>`
    select r.id, r.customer_id, r.contact_id, r.address, r.name from mass_mail_recipient r
    where r.mass_mail_id = ${massMailId} and r.state = 'waiting' and ${awake}
    order by r.id limit 1 for update`.execute(tx);
  return rows[0];
}

export interface Standing {
  readonly waiting: number;
  readonly under_way: number;
  readonly made: number;
  /** Came back, or were refused by the server at once. */
  readonly bounced: number;
}

export async function readStanding(db: Kysely<DB>, massMailId: number): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select count(*) filter (where r.state = 'waiting')::int as waiting,
      count(*) filter (where l.state in ('queued', 'sending'))::int as under_way,
      count(*) filter (where r.state = 'made')::int as made,
      count(*) filter (where r.bounced_at is not null)::int as bounced
    from mass_mail_recipient r left join letter l on l.id = r.letter_id
    where r.mass_mail_id = ${massMailId}`.execute(db);
  return rows[0] as Standing;
}

/** What a server refused at once is a mail that came back, too. @returns how many were new. */
export async function noteRefusals(tx: Transaction<DB>, massMailId: number): Promise<number> {
  const { rows } = await sql`
    update mass_mail_recipient r set bounced_at = now()
    from letter l
    where r.mass_mail_id = ${massMailId} and r.bounced_at is null and l.id = r.letter_id and l.state = 'failed'
      and l.error_code = 'recipient-refused'
    returning r.id`.execute(tx);
  return rows.length;
}
