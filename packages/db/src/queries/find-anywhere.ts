/** One search over people, activities and mails; each bounded to the newest, whatever there is. */
import { type Kysely, sql } from 'kysely';
import type { DB, Direction } from '../schema.ts';
import type { Scope } from './scope.ts';
import { likePattern } from './text-words.ts';

/** Newest activities, and newest mails, that are looked at. */
export const LOOKED_AT = 5_000;

export interface FoundContact {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly name: string | null;
  readonly address: string | null;
}

/** @param customerIds those whose texts hold the words, all that may be seen. */
export async function findContacts(
  db: Kysely<DB>,
  customerIds: readonly number[],
  words: readonly string[],
  limit: number,
): Promise<FoundContact[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<FoundContact>`
    select k.id, k.customer_id, c.name as customer_name, coalesce(k.name, k.local_name) as name, a.address
    from contact k join customer c on c.id = k.customer_id
    left join lateral (select address from contact_address where contact_id = k.id
      order by (invalid_at is not null), position, address limit 1) a on true
    where k.customer_id = any(${[...customerIds]}::bigint[]) and (
      ' ' || text_words(concat_ws(' ', k.name, k.local_name,
        (select string_agg(address, ' ') from contact_address where contact_id = k.id),
        (select string_agg(normal, ' ') from contact_channel where contact_id = k.id)))
    ) like all(${words.map(likePattern)}::text[])
    order by (k.invalid_at is not null), k.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface FoundActivity {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly kind: string;
  readonly at: Date;
  readonly text: string;
}

export async function findActivities(
  db: Kysely<DB>,
  scope: Scope,
  words: readonly string[],
  limit: number,
): Promise<FoundActivity[]> {
  const { rows } = await sql<FoundActivity>`
    select y.id, c.id as customer_id, c.name as customer_name, y.kind, coalesce(y.done_at, y.planned_at, y.created_at) as at,
      left(concat_ws(' · ', y.person, y.place, y.content, y.result), 200) as text
    from (select * from activity order by id desc limit ${LOOKED_AT}) y
    join customer c on c.id = y.customer_id
    where lower(concat_ws(' ', y.person, y.place, y.content, y.result)) like all(${anywhere(words)}::text[])
      and ${scope.customer('c')}
    order by y.id desc limit ${limit}`.execute(db);
  return rows;
}

export interface FoundMail {
  readonly id: number;
  readonly subject: string;
  readonly from_address: string | null;
  readonly from_name: string | null;
  readonly occurred_at: Date;
  readonly direction: Direction;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
}

/** By subject, sender and recipients. */
export async function findMails(
  db: Kysely<DB>,
  scope: Scope,
  words: readonly string[],
  limit: number,
): Promise<FoundMail[]> {
  const { rows } = await sql<FoundMail>`
    with hit as materialized (
      select m.id from (select id, subject, from_name, from_address from message
        order by occurred_at desc, id desc limit ${LOOKED_AT}) m
      where lower(concat_ws(' ', m.subject, m.from_name, m.from_address, (
        select string_agg(a.address, ' ') from message_address ma join address a on a.id = ma.address_id
        where ma.message_id = m.id and ma.role = 'to'))) like all(${anywhere(words)}::text[])
    ), page as (
      select m.id, m.subject, m.from_address, m.from_name, m.occurred_at, m.direction
      from hit join message m on m.id = hit.id where ${scope.message('m')}
      order by m.occurred_at desc, m.id desc limit ${limit}
    )
    select page.*, f.customer_id, f.customer_name from page
    left join lateral (
      select c.id as customer_id, c.name as customer_name from filing f join customer c on c.id = f.customer_id
      where f.message_id = page.id and f.undone_at is null and ${scope.customer('c')} order by f.id limit 1
    ) f on true order by page.occurred_at desc, page.id desc`.execute(db);
  return rows;
}

const anywhere = (words: readonly string[]) => words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
