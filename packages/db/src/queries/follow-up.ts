/** What the day of the next contact is made of, and its place in the record. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB, Grade } from '../schema.ts';

export interface FollowUpFacts {
  readonly settings: Record<string, unknown> | null;
  readonly calendar: { readonly country?: string; readonly timeZone?: string } | null;
  readonly weekend: number[] | null;
  readonly days: { readonly day: string; readonly yearly: boolean; readonly kind: 'holiday' | 'makeup' }[];
}

/**
 * In one statement, for it is asked with every batch of mail. @param country where the company has set none.
 * Days off of more than a year ago move nothing any more: what was due then is late by any reckoning.
 */
export async function loadFollowUpFacts(db: Kysely<DB>, country: string): Promise<FollowUpFacts> {
  const { rows } = await keptPlan(sql<FollowUpFacts>`
    with said as (
      select (select value from setting where key = 'follow-up') as settings,
        (select value from setting where key = 'calendar') as calendar
    ), home as (select coalesce(calendar ->> 'country', ${country}) as country from said)
    select said.settings, said.calendar,
      (select to_jsonb(weekend) from country_calendar c, home where c.country = home.country) as weekend,
      coalesce((select jsonb_agg(jsonb_build_object('day', h.day, 'yearly', h.yearly, 'kind', h.kind))
        from holiday h, home
        where h.country = home.country and (h.yearly or h.day > now()::date - 400)), '[]') as days
    from said`).execute(db);
  return rows[0] as FollowUpFacts;
}

export interface NextContactRow {
  readonly id: number;
  readonly grade: Grade | null;
  /** Has a salesperson and is on the lists. */
  readonly followed: boolean;
  readonly owner_id: number | null;
  readonly last_contact_at: Date | null;
  readonly owned_since: Date;
  readonly next_contact_on: string | null;
  readonly next_contact_manual: boolean;
  /** Of a customer that nobody has contacted: looks at it that are behind, and the day of the next one. */
  readonly checks: number;
  readonly check_on: string | null;
}

const columns = sql`
  c.id, c.grade, followed(c.owner_id, c.archived_at, c.merged_into_id) as followed, c.owner_id, c.last_contact_at,
  c.owned_since, c.next_contact_on, c.next_contact_manual, coalesce(d.checks, 0) as checks, d.check_on`;

export async function listNextContacts(db: Kysely<DB>, ids: readonly number[]): Promise<NextContactRow[]> {
  const { rows } = await sql<NextContactRow>`
    select ${columns} from customer c left join follow_up_due d on d.customer_id = c.id
    where c.id = any(${[...ids]}::bigint[]) order by c.id`.execute(db);
  return rows;
}

export interface NextContact {
  readonly id: number;
  readonly on: string | null;
  readonly manual: boolean;
}

/** In the order of ids, so that two who do this wait for each other in a line. */
export async function saveNextContacts(tx: Transaction<DB>, next: readonly NextContact[]): Promise<void> {
  if (next.length === 0) return;
  const sorted = [...next].sort((a, b) => a.id - b.id);
  await sql`
    with locked as (
      select id from customer where id = any(${sorted.map(({ id }) => id)}::bigint[]) order by id for no key update
    )
    update customer c set next_contact_on = n.day, next_contact_manual = n.manual
    from unnest(${sorted.map(({ id }) => id)}::bigint[], ${sorted.map(({ on }) => on)}::date[],
      ${sorted.map(({ manual }) => manual)}::boolean[]) as n(id, day, manual), locked
    where c.id = n.id and locked.id = n.id`.execute(tx);
}

/** In the order of ids; each has its row there as long as somebody follows it. */
export async function saveChecks(
  tx: Transaction<DB>,
  checks: readonly { readonly id: number; readonly on: string | null }[],
): Promise<void> {
  if (checks.length === 0) return;
  await sql`
    with locked as (
      select customer_id from follow_up_due where customer_id = any(${checks.map(({ id }) => id)}::bigint[])
      order by customer_id for update
    )
    update follow_up_due d set check_on = n.day
    from unnest(${checks.map(({ id }) => id)}::bigint[], ${checks.map(({ on }) => on)}::date[]) as n(id, day), locked
    where d.customer_id = n.id and locked.customer_id = n.id`.execute(tx);
}

/** Customers from this id on, for a job that goes over all of them. */
export async function listCustomerIds(db: Kysely<DB>, after: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from customer where id > ${after} order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
