/** One page of the customer list, by one way or the other. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, Grade, Stage } from '../schema.ts';
import { ACTIVE, boundsOf, type ListFilter } from './customer-list-filter.ts';
import {
  direction,
  isAhead,
  isOfPart,
  isUpTo,
  ORDERS,
  partsAhead,
  type Place,
} from './customer-list-order.ts';
import { plainly, type Way } from './customer-list-ways.ts';
import type { Scope } from './scope.ts';

export interface ListedRow {
  readonly id: number;
  readonly name: string;
  readonly local_name: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly grade: Grade | null;
  readonly stage: Stage;
  readonly key_account: boolean;
  readonly tags: string[];
  readonly completeness: number;
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly last_mail_at: Date | null;
  readonly last_inbound_at: Date | null;
  readonly last_outbound_at: Date | null;
  readonly last_contact_at: Date | null;
  readonly next_contact_on: string | null;
  readonly verified_at: Date | null;
  readonly created_at: Date;
  /** The order's value as text, exact to the microsecond: for the cursor. */
  readonly sort_key: string;
}

export interface ListRequest extends Place {
  readonly filter: ListFilter;
  readonly limit: number;
}

const columns = (key: RawBuilder<unknown>) => sql`
  c.id, c.name, c.local_name, c.country, c.city, c.grade, c.stage, c.key_account, c.tags, c.completeness, c.owner_id,
  (select u.name from app_user u where u.id = c.owner_id) as owner_name, c.last_mail_at, c.last_inbound_at,
  c.last_outbound_at, c.last_contact_at, c.next_contact_on, c.verified_at, c.created_at, ${key}::text as sort_key`;

/**
 * All that a way finds, sorted.
 * @param upTo a value of the order: of the first part that lies ahead, no further than there.
 * @param begins the way finds those alone that the order begins with.
 * @returns null where there are more than `most`, or where what the order begins with does not fill the page.
 */
export async function gather(
  db: Kysely<DB>,
  scope: Scope,
  request: ListRequest,
  way: Way,
  most: number,
  upTo: string | null = null,
  begins = upTo !== null,
): Promise<{ rows: ListedRow[]; count: number } | null> {
  const { order, limit, keyFirst } = request;
  const { key } = ORDERS[order];
  const to = direction(request);
  const [found, id] = [sql`found.key`, sql`found.id`];
  const ahead = partsAhead(request).map((part) =>
    part === null
      ? isAhead(request, null, found, id)
      : sql<boolean>`(found.first = ${part} and ${isAhead(request, part, found, id)})`,
  );
  const first = keyFirst ? sql`c.key_account` : sql`false`;
  const [part = null] = partsAhead(request);
  // Their index is the short one.
  const keysAlone = request.filter.keyAccount === true ? true : null;
  const within =
    upTo === null
      ? undefined
      : sql<boolean>`${isOfPart(part ?? keysAlone)} and ${isAhead(request, part)} and ${isUpTo(request, upTo)}`;
  const light = order === 'last-mail' && within === undefined ? (way.byLastMail ?? null) : null;
  const from = light ?? way.select(sql`c.id, ${key} as key, ${first} as first`, within);
  // What was not looked up is on the page only if the customer's own row says so.
  const fits =
    light === null ? sql`true` : sql`${ACTIVE} and ${plainly(scope, { ...request.filter, texts: [] })}`;
  const byKey = keyFirst ? sql`first desc,` : sql``;
  const { rows } = await sql<ListedRow & { found: number }>`
    with found as materialized (${from} limit ${most + 1}),
    page as (
      select * from found where ${sql.join(ahead, sql` or `)}
      order by ${byKey} key ${to}, id ${to} limit ${limit}
    )
    select ${columns(key)}, (select count(*) from found) as found
    from page join customer c on c.id = page.id where ${fits}
    order by ${keyFirst ? sql`page.first desc,` : sql``} page.key ${to}, page.id ${to}`.execute(db);
  const count = rows[0]?.found ?? 0;
  return count > most || (begins && rows.length < limit) ? null : { rows, count };
}

/**
 * Along the order's index; where key accounts come first, along that of key accounts before.
 * @returns null where `most` rows were looked at and the page is not full.
 */
export async function walk(
  db: Kysely<DB>,
  scope: Scope,
  request: ListRequest,
  most: number | null,
): Promise<ListedRow[] | null> {
  const { filter, order, limit } = request;
  const found: ListedRow[] = [];
  for (const part of partsAhead(request)) {
    const within = isOfPart(part ?? (filter.keyAccount === true ? true : null));
    const wanted = limit - found.length;
    const ahead = sql`
      select * from customer c
      where ${ACTIVE} and ${within} and ${boundsOf(filter, order)} and ${isAhead(request, part)}
      order by ${ORDERS[order].key} ${direction(request)}, c.id ${direction(request)}`;
    const { rows } = await sql<ListedRow>`
      select ${columns(ORDERS[order].key)} from (${ahead} limit ${most}::bigint) c
      where ${plainly(scope, filter)} limit ${wanted}`.execute(db);
    if (rows.length < wanted && most !== null) {
      // To number them as one goes costs half as much again as to go; it is asked where it matters.
      const further = await sql`select 1 from (${ahead} offset ${most}::bigint limit 1) c`.execute(db);
      if (further.rows.length > 0) return null;
    }
    found.push(...rows);
    if (found.length >= limit) break;
  }
  return found;
}

/**
 * Those that nobody contacted for long, by their last mail: they are all at the far end of that order, so that a walk
 * would pass everybody else. In each month of the last contact the order is looked at by itself, by one index
 * (`customer_by_contact_month`), and the first of all months are the page: as many rows as months × the page's.
 */
export async function walkMonths(db: Kysely<DB>, scope: Scope, request: ListRequest): Promise<ListedRow[]> {
  const { filter, limit } = request;
  const { key } = ORDERS['last-mail'];
  const to = direction(request);
  const since = filter.noContactSince;
  const month = sql`contact_month(c.last_contact_at)`;
  const found: ListedRow[] = [];
  for (const part of partsAhead(request)) {
    const keys = part === null ? [true, false] : [part];
    const { rows } = await sql<ListedRow>`
      with months as (
        select one.keys, 0 as month from unnest(${keys}::boolean[]) as one(keys)
        union all
        select one.keys, later.month from unnest(${keys}::boolean[]) as one(keys)
        cross join lateral (
          select ${month} as month from customer c where c.key_account = one.keys and ${month} > 0
          order by 1 limit 1) earliest
        cross join lateral generate_series(earliest.month, contact_month(${since}::timestamptz)) as later(month)
      )
      select ${columns(key)} from months cross join lateral (
        select * from customer c
        where c.key_account = months.keys and ${month} = months.month and ${isAhead(request, part)} and ${ACTIVE}
          and ${plainly(scope, filter)}
        order by ${key} ${to}, c.id ${to} limit ${limit - found.length}
      ) c order by ${key} ${to}, c.id ${to} limit ${limit - found.length}`.execute(db);
    found.push(...rows);
    if (found.length >= limit) break;
  }
  return found;
}
