/**
 * Customers near the day on which they go back into the pool. Two clocks: days since the last contact, and days since
 * one has the customer without an order. The indexes `customer_recycle_*` give those that are near, so the cost is
 * that of what is due, not of all customers (I11).
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface RecyclingTerms {
  readonly noContactDays: number;
  readonly noOrderDays: number | null;
  readonly exemptGrades: readonly string[];
  readonly exemptOrdered: boolean;
  /** No deadline is before this day, `YYYY-MM-DD`. */
  readonly notBefore: string;
  /** The company's today, `YYYY-MM-DD`, and IANA time zone. */
  readonly today: string;
  readonly timeZone: string;
}

export interface RecyclingRow {
  readonly id: number;
  readonly name: string;
  readonly country: string | null;
  readonly owner_id: number;
  readonly owner_name: string;
  readonly last_contact_at: Date | null;
  /** `YYYY-MM-DD`. */
  readonly deadline: string;
  readonly by_order: boolean;
}

export interface RecyclingQuery {
  /** Days from today to the deadline, at most. */
  readonly within: number;
  readonly limit: number;
  /** Only those, among them none whose deadline was warned of before with so few days to go. */
  readonly which?: RawBuilder<unknown>;
  readonly scope?: Scope;
}

export const ORDERED_STAGES = sql`('contract', 'delivery', 'after-sales')`;

/** @returns soonest first. */
export async function listRecycling(
  db: Kysely<DB>,
  terms: RecyclingTerms,
  query: RecyclingQuery,
): Promise<RecyclingRow[]> {
  const { rows } = await sql<RecyclingRow>`
    select d.id, d.name, d.country, d.owner_id, d.owner_name, d.last_contact_at, d.deadline::text as deadline, d.by_order
    from (${deadlines(terms, query)}) d
    where d.deadline <= ${terms.today}::date + ${query.within}::int and ${query.which ?? sql`true`}
    order by d.deadline, d.id limit ${query.limit}`.execute(db);
  return rows;
}

function deadlines(terms: RecyclingTerms, { within, scope }: RecyclingQuery): RawBuilder<unknown> {
  const { noContactDays, noOrderDays, timeZone } = terms;
  const day = (moment: RawBuilder<unknown>, days: number) =>
    sql`((${moment} at time zone ${timeZone})::date + ${days}::int)`;
  const contact = sql`greatest(c.owned_since, c.last_contact_at)`;
  const live = sql`c.owner_id is not null and c.archived_at is null and c.merged_into_id is null`;
  const unordered = sql`c.stage not in ${ORDERED_STAGES}`;
  // The end of the last day whose deadline is near: the index knows moments, a deadline is a day.
  const near = (days: number) =>
    sql`(${terms.today}::date - ${days - within - 1}::int)::timestamp at time zone ${timeZone}`;
  const columns = sql`c.id, c.name, c.country, c.owner_id, u.name as owner_name, c.last_contact_at`;
  const stays = sql`${terms.exemptGrades.length === 0 ? sql`true` : sql`(c.grade is null or c.grade <> all(${[...terms.exemptGrades]}::text[]))`}
    and ${terms.exemptOrdered ? sql`${unordered} and not c.key_account` : sql`true`}
    and ${scope === undefined ? sql`true` : scope.customer('c')}`;
  const byContact = sql`
    select ${columns}, greatest(${day(contact, noContactDays)}, ${terms.notBefore}::date) as deadline, false as by_order
    from customer c join app_user u on u.id = c.owner_id
    where ${live} and ${contact} < ${near(noContactDays)} and ${stays}`;
  if (noOrderDays === null) return byContact;
  return sql`
    select distinct on (id) * from (
      ${byContact}
      union all
      select ${columns}, greatest(${day(sql`c.owned_since`, noOrderDays)}, ${terms.notBefore}::date), true
      from customer c join app_user u on u.id = c.owner_id
      where ${live} and ${unordered} and c.owned_since < ${near(noOrderDays)} and ${stays}
    ) two order by id, deadline, by_order`;
}
