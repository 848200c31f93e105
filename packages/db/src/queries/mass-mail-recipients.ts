/** Who gets a mass mail: worked out of customers and their people, and what became of each. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB, LeftOut } from '../schema.ts';

/** One person of a customer who could get it; a customer without any has one row without an address. */
export interface PersonRow {
  readonly customer_id: number;
  readonly contact_id: number | null;
  readonly address: string | null;
  readonly name: string | null;
  readonly title: string | null;
  readonly country: string | null;
  readonly product: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly time_zone: string | null;
  /** The address, or the person, was marked as no longer valid. */
  readonly invalid: boolean;
  readonly unsubscribed: boolean;
  readonly mailed_lately: boolean;
}

/**
 * One address of each person: his first that is valid, or the first. Of each customer the main person, else the one
 * known longest; or all.
 * @param customerIds of customers that the sender may change; some thousands.
 */
export async function listPeopleToMail(
  db: Kysely<DB>,
  customerIds: readonly number[],
  { everyone, quietDays, limit }: { everyone: boolean; quietDays: number; limit: number },
): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    with chosen as (
      select c.id, c.country, c.region, c.city, c.time_zone, coalesce(c.products_of_interest[1], c.products_in_use[1]) as product
      from customer c where c.id = any(${[...customerIds]}::bigint[]) and c.archived_at is null and c.merged_into_id is null
    ), person as (
      select distinct on (k.id) k.customer_id, k.id as contact_id, k.is_main, k.name, k.title, a.address,
        (k.invalid_at is not null or a.invalid_at is not null) as invalid
      from chosen c join contact k on k.customer_id = c.id and k.merged_into_id is null
      join contact_address a on a.contact_id = k.id
      order by k.id, (a.invalid_at is not null), a.position, a.address
    ), picked as (
      select p.*, row_number() over (partition by customer_id order by invalid, not is_main, contact_id) as place
      from person p
    )
    select c.id as customer_id, p.contact_id, p.address, p.name, p.title, c.country, c.product, c.region, c.city, c.time_zone,
      coalesce(p.invalid, false) as invalid,
      exists (select from mail_unsubscribe s where s.address = p.address) as unsubscribed,
      exists (select from mass_mail_recipient r where r.address = p.address and r.state = 'made'
        and r.made_at > now() - ${quietDays} * interval '1 day') as mailed_lately
    from chosen c left join picked p on p.customer_id = c.id and (${everyone} or p.place = 1)
    order by c.id, p.contact_id limit ${limit}`.execute(db);
  return rows;
}

export interface NewRecipient {
  readonly customer_id: number;
  readonly contact_id: number | null;
  readonly address: string | null;
  readonly name: string | null;
  readonly time_zone: string | null;
  readonly left_out: LeftOut | null;
}

/** In place of those that were worked out before; none of them has a letter. */
export async function replaceRecipients(
  tx: Transaction<DB>,
  massMailId: number,
  recipients: readonly NewRecipient[],
): Promise<void> {
  await tx.deleteFrom('mass_mail_recipient').where('mass_mail_id', '=', massMailId).execute();
  if (recipients.length === 0) return;
  await sql`
    insert into mass_mail_recipient (mass_mail_id, customer_id, contact_id, address, name, time_zone, state, left_out)
    select ${massMailId}, r.customer_id, r.contact_id, r.address, r.name, r.time_zone,
      case when r.left_out is null then 'waiting' else 'left-out' end, r.left_out
    from json_to_recordset(${JSON.stringify(recipients)}::json)
      as r(customer_id bigint, contact_id bigint, address text, name text, time_zone text, left_out text)
    on conflict do nothing`.execute(tx);
}

/** Addresses that a person left out. */
export async function listLeftOutByHand(db: Kysely<DB>, massMailId: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('mass_mail_recipient')
    .select('address')
    .where('mass_mail_id', '=', massMailId)
    .where('left_out', '=', 'by-hand')
    .execute();
  return new Set(rows.flatMap(({ address }) => (address === null ? [] : [address])));
}

export interface RecipientRow {
  readonly id: number;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly contact_id: number | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly state: 'waiting' | 'left-out' | 'made';
  readonly left_out: LeftOut | null;
  readonly letter_id: number | null;
  readonly letter_state: string | null;
  readonly message_id: number | null;
  readonly sent_at: Date | null;
  readonly bounced_at: Date | null;
  readonly replied_at: Date | null;
  readonly unsubscribed_at: Date | null;
}

export type ResultName = 'bounced' | 'replied' | 'unsubscribed' | 'failed' | 'unknown';
const RESULTS: Readonly<Record<ResultName, ReturnType<typeof sql<boolean>>>> = {
  bounced: sql`r.bounced_at is not null`,
  replied: sql`r.replied_at is not null`,
  unsubscribed: sql`r.unsubscribed_at is not null`,
  failed: sql`l.state in ('failed', 'cancelled')`,
  unknown: sql`l.state = 'unknown'`,
};

export async function listRecipients(
  db: Kysely<DB>,
  massMailId: number,
  page: {
    readonly afterId: number | null;
    readonly limit: number;
    readonly state: RecipientRow['state'] | null;
    readonly leftOut: LeftOut | null;
    readonly result: ResultName | null;
    readonly id?: number;
  },
): Promise<RecipientRow[]> {
  const { afterId, limit, state, leftOut, result, id } = page;
  const { rows } = await sql<RecipientRow>`
    select r.id, r.customer_id, c.name as customer_name, r.contact_id, r.name, r.address, r.state, r.left_out, r.letter_id,
      l.state as letter_state, l.message_id, l.sent_at, r.bounced_at, r.replied_at, r.unsubscribed_at
    from mass_mail_recipient r left join letter l on l.id = r.letter_id left join customer c on c.id = r.customer_id
    where r.mass_mail_id = ${massMailId} and ${afterId === null ? sql`true` : sql`r.id > ${afterId}`}
      and ${state === null ? sql`true` : sql`r.state = ${state}`}
      and ${leftOut === null ? sql`true` : sql`r.left_out = ${leftOut}`}
      and ${result === null ? sql`true` : RESULTS[result]}
      and ${id === undefined ? sql`true` : sql`r.id = ${id}`}
    order by r.id limit ${limit}`.execute(db);
  return rows;
}
