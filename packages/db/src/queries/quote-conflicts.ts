/** Quotations that contradict each other. */
import { type Kysely, sql } from 'kysely';
import type { DB, Incoterm, QuoteConflictState } from '../schema.ts';
import type { Condition, Scope } from './scope.ts';

export interface PricedMark {
  readonly id: number;
  readonly customer_id: number;
  readonly author_id: number;
  readonly product: string;
  readonly product_key: string;
  readonly amount: number;
  readonly currency: string;
  readonly unit: string | null;
  readonly incoterm: Incoterm | null;
  readonly incoterm_place: string | null;
  readonly valid_until: string | null;
  readonly quantity: number | null;
  readonly min_quantity: number | null;
  readonly quantity_unit: string | null;
  readonly said_at: Date;
}

/** The newest of a customer that are looked at: older ones hold no longer. */
const MOST_COMPARED = 500;

/** Quotations of people of ours with a product and a price, the newest first. */
export async function listPricedMarks(db: Kysely<DB>, customerId: number): Promise<PricedMark[]> {
  const { rows } = await sql<PricedMark>`
    select k.id, k.customer_id, k.author_id, k.product, k.product_key, k.amount::float8 as amount, k.currency, k.unit,
      k.incoterm, k.incoterm_place, k.valid_until::text as valid_until, k.quantity::float8 as quantity,
      k.min_quantity::float8 as min_quantity, k.quantity_unit, m.occurred_at as said_at
    from mail_mark k join message m on m.id = k.message_id
    where k.customer_id = ${customerId} and k.kind = 'quotation' and k.state <> 'withdrawn'
      and k.author_id is not null and k.amount is not null and k.product_key is not null
    order by m.occurred_at desc, k.id desc limit ${MOST_COMPARED}`.execute(db);
  return rows;
}

export interface QuoteConflictRow {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly may_see_customer: boolean;
  readonly product: string;
  readonly state: QuoteConflictState;
  readonly earlier_id: number;
  readonly earlier_user_id: number;
  readonly earlier_name: string;
  readonly later_id: number;
  readonly later_user_id: number;
  readonly later_name: string;
  readonly a_user_id: number;
  readonly b_user_id: number;
  readonly opened_at: Date;
  readonly note: string | null;
  readonly settled_by_name: string | null;
  readonly settled_at: Date | null;
}

/** @param seen which ones the asker may see, as a condition on `q`. */
export async function listQuoteConflicts(
  db: Kysely<DB>,
  scope: Scope,
  seen: Condition,
  which: {
    readonly id?: number;
    readonly state?: QuoteConflictState | null;
    readonly before?: number | null;
    readonly limit: number;
  },
): Promise<QuoteConflictRow[]> {
  const { id, state, before, limit } = which;
  const conditions = [
    seen,
    ...(id === undefined ? [] : [sql`q.id = ${id}`]),
    ...(state === undefined || state === null ? [] : [sql`q.state = ${state}`]),
    ...(before === undefined || before === null ? [] : [sql`q.id < ${before}`]),
  ];
  const { rows } = await sql<QuoteConflictRow>`
    select q.id, q.customer_id, c.name as customer_name, coalesce(${scope.customer('c')}, false) as may_see_customer, q.product,
      q.state, q.earlier_id, e.author_id as earlier_user_id, eu.name as earlier_name, q.later_id,
      l.author_id as later_user_id, lu.name as later_name, q.a_user_id, q.b_user_id, q.opened_at, q.note,
      s.name as settled_by_name, q.settled_at
    from quote_conflict q join customer c on c.id = q.customer_id
    join mail_mark e on e.id = q.earlier_id join app_user eu on eu.id = e.author_id
    join mail_mark l on l.id = q.later_id join app_user lu on lu.id = l.author_id
    left join app_user s on s.id = q.settled_by
    where ${sql.join(conditions, sql` and `)}
    order by q.id desc limit ${limit}`.execute(db);
  return rows;
}
