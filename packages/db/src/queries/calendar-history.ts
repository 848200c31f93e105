/** What was changed in the weekends and days off of countries, and how they stood before. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';
import { findWeekend, type HolidayRow } from './calendar.ts';

export interface CalendarOnce {
  readonly weekend: number[] | null;
  readonly days: HolidayRow[];
}

/**
 * As it stood before a change: what the first later change of a day replaced, and today's where none came.
 * @param changeId of that change.
 */
export async function findCalendarBefore(
  db: Kysely<DB>,
  country: string,
  year: number,
  changeId: number,
): Promise<CalendarOnce> {
  const { rows: days } = await sql<HolidayRow>`
    with replaced as (
      select distinct on (day) day, before from holiday_change
      where country = ${country} and id >= ${changeId} and day is not null order by day, id
    )
    select * from (
      select h.* from holiday h
      where h.country = ${country} and not exists (select from replaced r where r.day = h.day)
      union all
      select (jsonb_populate_record(null::holiday, r.before)).* from replaced r where r.before is not null
    ) d
    where yearly or day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    order by to_char(day, 'MM-DD'), id limit 800`.execute(db);
  const { rows: weekends } = await sql<{ weekend_before: number[] | null }>`
    select weekend_before from holiday_change
    where country = ${country} and id >= ${changeId} and day is null order by id limit 1`.execute(db);
  const [first] = weekends;
  return { weekend: first ? first.weekend_before : await findWeekend(db, country), days };
}

/** Days of a year that a person took off the calendar, and nobody put back. */
export async function listRemovedDays(db: Kysely<DB>, country: string, year: number): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select day from (
      select distinct on (day) day, after from holiday_change
      where country = ${country} and day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
      order by day, id desc) newest
    where after is null`.execute(db);
  return rows.map(({ day }) => day);
}

export interface HolidayChangeRow {
  readonly id: number;
  /** Null: it is the weekend that was changed. */
  readonly day: string | null;
  readonly before: HolidayRow | null;
  readonly after: HolidayRow | null;
  readonly weekend_before: number[] | null;
  readonly weekend_after: number[] | null;
  readonly changed_at: Date;
  readonly changed_by_name: string | null;
}

/** The newest first. */
export async function listHolidayChanges(
  db: Kysely<DB>,
  country: string,
  page: { readonly beforeId: number | null; readonly limit: number },
): Promise<HolidayChangeRow[]> {
  const { rows } = await sql<HolidayChangeRow>`
    select h.id, h.day, h.before, h.after, h.weekend_before, h.weekend_after, h.changed_at, u.name as changed_by_name
    from holiday_change h left join app_user u on u.id = h.changed_by
    where h.country = ${country} and ${page.beforeId === null ? sql`true` : sql`h.id < ${page.beforeId}`}
    order by h.id desc limit ${page.limit}`.execute(db);
  return rows;
}
