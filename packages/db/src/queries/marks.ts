/** What is marked on mails. Whoever may not read the mail does not see its words here either. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, FoundIn, Incoterm, MarkKind, MarkState, PromiseSort } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface MarkRow {
  readonly id: number;
  readonly message_id: number;
  readonly customer_id: number;
  readonly kind: MarkKind;
  readonly sort: PromiseSort | null;
  readonly text: string;
  readonly product: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly unit: string | null;
  readonly incoterm: Incoterm | null;
  readonly incoterm_place: string | null;
  /** `YYYY-MM-DD`. */
  readonly valid_until: string | null;
  readonly quantity: number | null;
  readonly min_quantity: number | null;
  readonly quantity_unit: string | null;
  readonly found_in: FoundIn | null;
  /** `YYYY-MM-DD`. */
  readonly due_on: string | null;
  readonly author_id: number | null;
  readonly author_name: string | null;
  readonly said_at: Date;
  readonly marked_by_name: string;
  readonly marked_at: Date;
  readonly state: MarkState;
  readonly closed_by_name: string | null;
  readonly closed_at: Date | null;
}

function listWhere(scope: Scope, which: RawBuilder<unknown>, limit: number): RawBuilder<MarkRow> {
  return sql<MarkRow>`
    select k.id, k.message_id, k.customer_id, k.kind, k.sort, k.text, k.product, k.amount::float8 as amount, k.currency,
      k.unit, k.incoterm, k.incoterm_place, k.valid_until::text as valid_until, k.quantity::float8 as quantity,
      k.min_quantity::float8 as min_quantity, k.quantity_unit, k.found_in, k.due_on::text as due_on, k.author_id, author.name as author_name, m.occurred_at as said_at,
      marker.name as marked_by_name, k.marked_at, k.state, closer.name as closed_by_name, k.closed_at
    from mail_mark k
    join message m on m.id = k.message_id
    join customer c on c.id = k.customer_id
    join app_user marker on marker.id = k.marked_by
    left join app_user author on author.id = k.author_id
    left join app_user closer on closer.id = k.closed_by
    where ${which} and ${scope.customer('c')} and ${scope.message('m')}
    order by k.id desc limit ${limit}`;
}

export async function findMark(db: Kysely<DB>, scope: Scope, id: number): Promise<MarkRow | undefined> {
  return (await listWhere(scope, sql`k.id = ${id}`, 1).execute(db)).rows[0];
}

export interface MarkQuery {
  readonly kind: MarkKind | null;
  readonly state: MarkState | null;
  readonly before: number | null;
  readonly limit: number;
}

/** Of all salespeople, newest first. */
export async function listMarks(
  db: Kysely<DB>,
  scope: Scope,
  customerId: number,
  { kind, state, before, limit }: MarkQuery,
): Promise<MarkRow[]> {
  const conditions = [
    sql`k.customer_id = ${customerId}`,
    ...(kind === null ? [] : [sql`k.kind = ${kind}`]),
    ...(state === null ? [] : [sql`k.state = ${state}`]),
    ...(before === null ? [] : [sql`k.id < ${before}`]),
  ];
  return (await listWhere(scope, sql.join(conditions, sql` and `), limit).execute(db)).rows;
}

/** Most marks of one mail that are shown. */
const MOST_PER_MESSAGE = 200;

export async function listMessageMarks(db: Kysely<DB>, scope: Scope, messageId: number): Promise<MarkRow[]> {
  return (await listWhere(scope, sql`k.message_id = ${messageId}`, MOST_PER_MESSAGE).execute(db)).rows;
}

/** By id, those that may be read. */
export async function listMarksById(
  db: Kysely<DB>,
  scope: Scope,
  ids: readonly number[],
): Promise<MarkRow[]> {
  if (ids.length === 0) return [];
  return (await listWhere(scope, sql`k.id = any(${[...ids]}::bigint[])`, ids.length).execute(db)).rows;
}

/** Products of a customer that are shown with their last price. */
const MOST_PRODUCTS = 100;

/** The last price of each product, newest first; what has no product stands for itself. */
export async function listLastQuotes(db: Kysely<DB>, scope: Scope, customerId: number): Promise<MarkRow[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select distinct on (coalesce(k.product_key, k.id::text)) k.id, m.occurred_at
      from mail_mark k join message m on m.id = k.message_id join customer c on c.id = k.customer_id
      where k.customer_id = ${customerId} and k.kind = 'quotation' and k.state <> 'withdrawn' and k.amount is not null
        and m.direction = 'outbound' and ${scope.customer('c')} and ${scope.message('m')}
      order by coalesce(k.product_key, k.id::text), m.occurred_at desc, k.id desc) last
    order by occurred_at desc, id desc limit ${MOST_PRODUCTS}`.execute(db);
  const ids = rows.map(({ id }) => id);
  const marks = new Map((await listMarksById(db, scope, ids)).map((row) => [row.id, row]));
  return ids.map((id) => marks.get(id)).filter((row) => row !== undefined);
}
