/**
 * One person's list of today. Its cost grows with what is due for that person, not with the company: first all of it
 * by narrow rows, put in order; then what is said of those on the page.
 */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';
import { seenMessage, type TaskRow, taskColumns } from './tasks.ts';

export type Group = 'breached' | 'overdue' | 'today' | 'todo';
const GROUPS: readonly Group[] = ['breached', 'overdue', 'today', 'todo'];

export interface TodayClock {
  /** The moment and the company's day: the same for all pages of one look. */
  readonly now: Date;
  readonly today: string;
}

/** Of a row `t` of `task`: an index into GROUPS. What can wait for a quiet hour comes last, however late. */
const groupOf = ({ now, today }: TodayClock) => sql`(case
  when t.kind in ('answer', 'complaint') and t.due_at < ${now} then 0
  when t.kind in ('todo', 'verify-profile') then 3
  when t.kind = 'answer' or t.due_on >= ${today}::date then 2
  else 1 end)`;

/** Key accounts first, then what burns, then by grade; as one number. */
const rankOf = (clock: TodayClock) => sql`((case when c.key_account then 0 else 1 end) * 100
  + ${groupOf(clock)} * 10 + coalesce(ascii(c.grade) - 64, 5))`;

/** Due by today; an answer from the moment that it waits. */
const isDue = ({ today }: TodayClock) => sql`(t.due_on <= ${today}::date or t.kind = 'answer')`;

const mine = (scope: Scope, clock: TodayClock) => sql`
  from task t left join customer c on c.id = t.customer_id
  where t.assignee_id = ${scope.userId} and t.state = 'open' and ${isDue(clock)} and ${scope.task('t')}`;

export interface TodayPlace {
  readonly rank: number;
  readonly due: string;
  readonly id: number;
}

export type TodayRow = TaskRow & {
  readonly group: Group;
  readonly rank: number;
  readonly last_contact_at: Date | null;
  readonly preferred_channel: string | null;
  readonly language: string | null;
};

export async function listToday(
  db: Kysely<DB>,
  scope: Scope,
  clock: TodayClock,
  page: { readonly after: TodayPlace | null; readonly limit: number },
): Promise<TodayRow[]> {
  const { after } = page;
  const past =
    after === null
      ? sql`true`
      : sql`(rank, due_on, id) > (${after.rank}::int, ${after.due}::date, ${after.id}::bigint)`;
  const { rows } = await sql<TodayRow & { group_no: number }>`
    with due as (
      select t.id, t.due_on, ${groupOf(clock)} as group_no, ${rankOf(clock)} as rank ${mine(scope, clock)}
    ), page as (
      select * from due where ${past} order by rank, due_on, id limit ${page.limit}
    )
    select ${taskColumns(scope)}, page.group_no, page.rank, c.last_contact_at, c.preferred_channel,
      c.language
    from page join task t on t.id = page.id left join customer c on c.id = t.customer_id ${seenMessage(scope)}
    order by page.rank, page.due_on, page.id`.execute(db);
  return rows.map((row) => ({ ...row, group: GROUPS[row.group_no] as Group }));
}

/** @param since when the company's day began. */
export async function countToday(
  db: Kysely<DB>,
  scope: Scope,
  clock: TodayClock,
  since: Date,
): Promise<Record<Group | 'done', number>> {
  const { rows } = await sql<{ group_no: number; n: number }>`
    select ${groupOf(clock)} as group_no, count(*)::int as n ${mine(scope, clock)} group by 1
    union all
    select -1, count(*)::int from task t
    where t.assignee_id = ${scope.userId} and t.state = 'closed' and t.closed_at >= ${since} and t.outcome <> 'over'`.execute(
    db,
  );
  const count = (group: number) => rows.find((row) => row.group_no === group)?.n ?? 0;
  return { breached: count(0), overdue: count(1), today: count(2), todo: count(3), done: count(-1) };
}

export interface SaidRow {
  readonly customer_id: number;
  readonly side: 'they' | 'we';
  readonly at: Date;
  readonly message_id: number | null;
  readonly activity_id: number | null;
  readonly activity_kind: string | null;
  readonly subject: string | null;
  readonly preview: string;
  /** Of the mail, as it was recognised. */
  readonly language: string | null;
  readonly said_by: string | null;
}

/** Entries of a timeline looked through for the last words: beyond them nobody remembers. */
const MOST_LOOKED_AT = 40;

/**
 * The last words of each side with each customer: mail that a person wrote and the asker may read, and contacts. A
 * bounce, an answer of a machine and a newsletter say nothing.
 */
export async function listLastSaid(
  db: Kysely<DB>,
  scope: Scope,
  customerIds: readonly number[],
): Promise<SaidRow[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<SaidRow>`
    select distinct on (c.id, side) c.id as customer_id, said.* from customer c cross join lateral (
      select case when te.direction = 'inbound' then 'they' else 'we' end as side, te.occurred_at as at,
        m.id as message_id, y.id as activity_id, y.kind as activity_kind, m.subject, m.language,
        left(coalesce(m.preview, nullif(concat_ws(' — ', nullif(y.content, ''), nullif(y.result, '')), ''), ''), 300) as preview,
        coalesce(u.name, case te.direction when 'inbound' then coalesce(m.from_name, m.from_address, y.person) end) as said_by,
        te.id as entry_id
      from (
        select * from timeline_entry e where e.customer_id = c.id and e.kind in ('mail', 'activity')
        order by e.occurred_at desc, e.id desc limit ${MOST_LOOKED_AT}) te
      left join message m on m.id = te.message_id
      left join activity y on y.id = te.activity_id
      left join app_user u on u.id = te.actor_id
      where (m.id is null or (m.automatic is null and ${scope.message('m')}))
        and (y.id is null or activity_is_contact(y.kind, y.state))) said
    where c.id = any(${[...new Set(customerIds)]}::bigint[]) and ${scope.customer('c')}
    order by c.id, side, said.at desc, said.entry_id desc`.execute(db);
  return rows;
}

export interface PersonRow {
  /** Of the customer, or the task's contact. */
  readonly customer_id: number;
  readonly id: number;
  readonly is_main: boolean;
  readonly name: string | null;
  readonly title: string | null;
  readonly address: string | null;
  readonly preferred_channel: string | null;
  /** The first of each kind. */
  readonly channels: Readonly<Record<string, string>>;
}

/** The main contact of each of these customers, and these contacts. The caller has proved that they may be seen. */
export async function listPeople(
  db: Kysely<DB>,
  customerIds: readonly number[],
  contactIds: readonly number[],
): Promise<PersonRow[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<PersonRow>`
    select k.customer_id, k.id, k.is_main, coalesce(k.name, k.local_name) as name, k.title, k.preferred_channel,
      (select a.address from contact_address a where a.contact_id = k.id and a.invalid_at is null
        order by a.position, a.address limit 1) as address,
      coalesce((select jsonb_object_agg(kind, value) from (
        select distinct on (h.kind) h.kind, h.value from contact_channel h
        where h.contact_id = k.id and h.invalid_at is null order by h.kind, h.position, h.id) first), '{}') as channels
    from contact k
    where k.customer_id = any(${[...new Set(customerIds)]}::bigint[]) and k.invalid_at is null and k.merged_into_id is null
      and (k.is_main or k.id = any(${[...contactIds]}::bigint[]))`.execute(db);
  return rows;
}

export interface ThereRow {
  readonly country: string;
  readonly weekend: number[] | null;
  readonly days: {
    readonly day: string;
    readonly name_en: string;
    readonly name_zh: string;
    readonly kind: 'holiday' | 'makeup';
  }[];
}

/** Weekends of these countries and what is off there around a day: wherever on earth, it is one of three. */
export async function listThere(
  db: Kysely<DB>,
  countries: readonly string[],
  day: string,
): Promise<ThereRow[]> {
  if (countries.length === 0) return [];
  const { rows } = await sql<ThereRow>`
    select wanted.country, to_jsonb(cc.weekend) as weekend, coalesce((
      select jsonb_agg(jsonb_build_object('day', near.day, 'name_en', h.name_en, 'name_zh', h.name_zh, 'kind', h.kind)
        order by h.yearly)
      from holiday h, generate_series(${day}::date - 1, ${day}::date + 1, interval '1 day') as g,
        lateral (select g::date as day) near
      where h.country = wanted.country
        and (h.day = near.day or (h.yearly and h.day <= near.day and to_char(h.day, 'MM-DD') = to_char(near.day, 'MM-DD')))
      ), '[]') as days
    from unnest(${[...new Set(countries)]}::text[]) as wanted(country)
    left join country_calendar cc on cc.country = wanted.country`.execute(db);
  return rows;
}
