/** The versions of a setting, and what another policy of following up would make due. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB, Grade } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface SettingVersionRow {
  readonly id: number;
  readonly value: unknown;
  readonly changed_at: Date;
  readonly changed_by_name: string | null;
}

/** The newest first. */
export async function listSettingVersions(
  db: Kysely<DB>,
  key: string,
  page: { readonly beforeId: number | null; readonly limit: number },
): Promise<SettingVersionRow[]> {
  const { rows } = await sql<SettingVersionRow>`
    select v.id, v.value, v.changed_at, u.name as changed_by_name
    from setting_version v left join app_user u on u.id = v.changed_by
    where v.key = ${key} and ${page.beforeId === null ? sql`true` : sql`v.id < ${page.beforeId}`}
    order by v.id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findSettingVersion(
  db: Kysely<DB>,
  key: string,
  id: number,
): Promise<{ readonly value: unknown } | undefined> {
  return db
    .selectFrom('setting_version')
    .select('value')
    .where('key', '=', key)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Two changes of one setting follow one another. @returns the newest version's id; null: there is none. */
export async function lockSettingVersions(tx: Transaction<DB>, key: string): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(hashtext(${`setting.${key}`}))`.execute(tx);
  const row = await tx
    .selectFrom('setting_version')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The job that works out every customer's day again, where one waits or runs. */
export async function findRefresh(
  db: Kysely<DB>,
): Promise<{ readonly done: number; readonly total: number | null } | undefined> {
  return db
    .selectFrom('background_job')
    .select(['done', 'total'])
    .where('kind', '=', 'refresh-records')
    .where('state', 'in', ['queued', 'running'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export interface FarDateRow {
  readonly id: number;
  readonly name: string;
  readonly grade: Grade | null;
  readonly key_account: boolean;
  readonly owner_id: number;
  readonly owner_name: string;
  readonly last_contact_at: Date | null;
  readonly next_contact_on: string;
}

/**
 * Dates that people have set beyond so many days after the last contact, by grade; the furthest last. Found among the
 * dates that people have set, which are few.
 */
export async function listFarDates(
  db: Kysely<DB>,
  scope: Scope,
  far: { readonly days: Readonly<Record<Grade | 'none', number>>; readonly timeZone: string },
  page: { readonly after: { readonly key: string; readonly id: number } | null; readonly limit: number },
): Promise<FarDateRow[]> {
  const past =
    page.after === null
      ? sql`true`
      : sql`(d.due_on, d.customer_id) > (${page.after.key}::date, ${page.after.id}::bigint)`;
  const { rows } = await sql<FarDateRow>`
    select c.id, c.name, c.grade, c.key_account, c.owner_id, u.name as owner_name, c.last_contact_at, c.next_contact_on
    from follow_up_due d join customer c on c.id = d.customer_id join app_user u on u.id = c.owner_id
    where d.manual and ${past} and ${scope.customer('c')}
      and d.due_on > (d.since at time zone ${far.timeZone})::date
        + (${JSON.stringify(far.days)}::jsonb ->> coalesce(d.grade, 'none'))::int
    order by d.due_on, d.customer_id limit ${page.limit}`.execute(db);
  return rows;
}

export interface DueCount {
  readonly assignee_id: number;
  readonly assignee_name: string;
  readonly grade: Grade | null;
  readonly now: number;
  /** With the other policy. */
  readonly after: number;
}

/**
 * How many are due by a day, by salesperson and grade: as it is, and with other intervals. One pass over the narrow rows
 * of `follow_up_due`, none over customers.
 * @param until `YYYY-MM-DD`. @param before of each grade: who was contacted before this moment is due by then.
 */
export async function countDue(
  db: Kysely<DB>,
  scope: { readonly owners: 'all' | readonly number[] },
  until: string,
  before: Readonly<Record<Grade | 'none', Date>>,
): Promise<DueCount[]> {
  const whose = scope.owners === 'all' ? sql`true` : sql`d.assignee_id = any(${[...scope.owners]}::bigint[])`;
  const { rows } = await sql<DueCount>`
    select n.assignee_id, u.name as assignee_name, n.grade, n.now, n.after
    from (
      select d.assignee_id, d.grade, count(*) filter (where d.due_on <= ${until}::date)::int as now,
        count(*) filter (where case when d.manual then d.due_on <= ${until}::date else d.since < case d.grade
          when 'A' then ${before.A}::timestamptz when 'B' then ${before.B}::timestamptz
          when 'C' then ${before.C}::timestamptz when 'D' then ${before.D}::timestamptz
          else ${before.none}::timestamptz end end)::int as after
      from follow_up_due d where ${whose} group by 1, 2) n
    join app_user u on u.id = n.assignee_id
    where n.now > 0 or n.after > 0`.execute(db);
  return rows;
}

export interface DayCount {
  /** The day of the last contact, or since when he is somebody's. */
  readonly since: string;
  readonly grade: Grade | null;
  readonly count: number;
}

/** Follow-ups whose day nobody has set by hand, by what their day is worked out from: as many rows as days and grades. */
export async function countByDay(
  db: Kysely<DB>,
  scope: { readonly owners: 'all' | readonly number[] },
  timeZone: string,
): Promise<DayCount[]> {
  const whose = scope.owners === 'all' ? sql`true` : sql`d.assignee_id = any(${[...scope.owners]}::bigint[])`;
  const { rows } = await sql<DayCount>`
    select to_char(d.since at time zone ${timeZone}, 'YYYY-MM-DD') as since, d.grade, count(*)::int as count
    from follow_up_due d where not d.manual and ${whose} group by 1, 2`.execute(db);
  return rows;
}

export interface OpenAnswer {
  readonly since: string;
  readonly inquiry: boolean;
  readonly due_at: Date | null;
  readonly escalates_at: readonly (Date | null)[];
  readonly escalation_level: number;
}

/** Mail that waits for an answer, the newest first. */
export async function listOpenAnswers(db: Kysely<DB>, scope: Scope, limit: number): Promise<OpenAnswer[]> {
  const { rows } = await sql<OpenAnswer>`
    select t.detail ->> 'since' as since, coalesce((t.detail ->> 'inquiry')::boolean, false) as inquiry, t.due_at,
      t.escalates_at, t.escalation_level
    from task t
    where t.kind = 'answer' and t.state = 'open' and t.detail ? 'since' and ${scope.task('t')}
    order by t.id desc limit ${limit}`.execute(db);
  return rows;
}

/**
 * New customers whose next look comes by a day: as it is, and with other days after they came.
 * @param until `YYYY-MM-DD`, a working day.
 */
export async function countChecks(
  db: Kysely<DB>,
  scope: { readonly owners: 'all' | readonly number[] },
  until: string,
  other: { readonly days: readonly number[]; readonly timeZone: string },
): Promise<{ readonly now: number; readonly after: number }> {
  const whose = scope.owners === 'all' ? sql`true` : sql`d.assignee_id = any(${[...scope.owners]}::bigint[])`;
  const { rows } = await sql<{ now: number; after: number }>`
    select count(*) filter (where d.check_on <= ${until}::date)::int as now,
      count(*) filter (where (d.since at time zone ${other.timeZone})::date
        + (${[...other.days]}::int[])[d.checks + 1] <= ${until}::date)::int as after
    from follow_up_due d where d.check_on is not null and not d.raised and ${whose}`.execute(db);
  return rows[0] as { now: number; after: number };
}
