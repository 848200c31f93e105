/** Weekends and days off of countries. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB, HolidayTable } from '../schema.ts';

export type HolidayRow = Selectable<HolidayTable>;

export async function findWeekend(db: Kysely<DB>, country: string): Promise<number[] | null> {
  const row = await db
    .selectFrom('country_calendar')
    .select('weekend')
    .where('country', '=', country)
    .executeTakeFirst();
  return row?.weekend ?? null;
}

export interface ComingDay {
  readonly day: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly kind: 'holiday' | 'makeup';
}

/**
 * Days off and make-up days from one day to another, those of every year on their day of these years. What stands on
 * the day itself outranks what is on it every year.
 * @param from, to `YYYY-MM-DD`, less than a year apart.
 */
export async function listComingDays(
  db: Kysely<DB>,
  country: string,
  from: string,
  to: string,
): Promise<ComingDay[]> {
  const { rows } = await sql<ComingDay>`
    select distinct on (day) day, name_en, name_zh, kind from (
      select day, name_en, name_zh, kind, false as yearly from holiday
      where country = ${country} and not yearly and day between ${from}::date and ${to}::date
      union all
      select (year || to_char(day, '-MM-DD'))::date, name_en, name_zh, kind, true from holiday,
        generate_series(extract(year from ${from}::date)::int, extract(year from ${to}::date)::int) as year
      where country = ${country} and yearly and year >= extract(year from day)
    ) as days
    where day between ${from}::date and ${to}::date order by day, yearly limit 400`.execute(db);
  return rows;
}

/** Those of a year, and those of every year. */
export async function listHolidays(db: Kysely<DB>, country: string, year: number): Promise<HolidayRow[]> {
  const { rows } = await sql<HolidayRow>`
    select * from holiday
    where country = ${country} and (yearly or day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31))
    order by to_char(day, 'MM-DD'), id limit 800`.execute(db);
  return rows;
}

/** What it was before is kept as its history. */
export async function putWeekend(
  db: Kysely<DB>,
  country: string,
  weekend: readonly number[],
  actorId: number | null,
): Promise<void> {
  await sql`
    with before as (
      select weekend from country_calendar where country = ${country}
    ), put as (
      insert into country_calendar (country, weekend, updated_by)
      values (${country}, ${[...weekend]}::smallint[], ${actorId})
      on conflict (country) do update
        set weekend = excluded.weekend, updated_by = excluded.updated_by, updated_at = now()
      returning weekend
    )
    insert into holiday_change (country, weekend_before, weekend_after, changed_by)
    select ${country}, (select weekend from before), put.weekend, ${actorId}::bigint from put
    where put.weekend is distinct from (select weekend from before)`.execute(db);
}

export type NewHolidayRow = Pick<
  HolidayRow,
  'country' | 'day' | 'yearly' | 'name_en' | 'name_zh' | 'kind' | 'source' | 'changed_by'
>;

/** What stands on that day is replaced; what was there is kept as its history. */
export async function putHoliday(
  db: Kysely<DB>,
  holiday: NewHolidayRow,
): Promise<HolidayRow & { readonly added: boolean }> {
  const { rows } = await sql<HolidayRow & { added: boolean }>`
    with before as (
      select to_jsonb(h) as day from holiday h where h.country = ${holiday.country} and h.day = ${holiday.day}
    ), put as (
      insert into holiday (country, day, yearly, name_en, name_zh, kind, source, changed_by)
      values (${holiday.country}, ${holiday.day}, ${holiday.yearly}, ${holiday.name_en}, ${holiday.name_zh}, ${holiday.kind},
        ${holiday.source}, ${holiday.changed_by})
      on conflict (country, day) do update
        set yearly = excluded.yearly, name_en = excluded.name_en, name_zh = excluded.name_zh, kind = excluded.kind,
          source = excluded.source, changed_by = excluded.changed_by, changed_at = now()
      returning *, xmax = 0 as added
    ), kept as (
      insert into holiday_change (country, day, before, after, changed_by)
      select put.country, put.day, (select day from before), to_jsonb(put) - 'added', put.changed_by from put
    )
    select * from put`.execute(db);
  return rows[0] as HolidayRow & { added: boolean };
}

/** @returns undefined where it is gone already. */
export async function takeHoliday(
  db: Kysely<DB>,
  id: number,
  actorId: number | null,
): Promise<HolidayRow | undefined> {
  const { rows } = await sql<HolidayRow>`
    with gone as (delete from holiday where id = ${id} returning *), kept as (
      insert into holiday_change (country, day, before, changed_by)
      select country, day, to_jsonb(gone), ${actorId}::bigint from gone
    )
    select * from gone`.execute(db);
  return rows[0];
}

export interface CompanyDays {
  readonly setting: Record<string, unknown> | null;
  readonly weekend: number[] | null;
  readonly days: { readonly day: string; readonly yearly: boolean; readonly kind: 'holiday' | 'makeup' }[];
}

/** The company's setting and all days of its country. @param country where the company has set none. */
export async function loadCompanyDays(db: Kysely<DB>, country: string): Promise<CompanyDays> {
  const { rows } = await keptPlan(sql<CompanyDays>`
    with said as (select (select value from setting where key = 'calendar') as setting),
      home as (select coalesce(setting ->> 'country', ${country}) as country from said)
    select said.setting,
      (select to_jsonb(weekend) from country_calendar c, home where c.country = home.country) as weekend,
      coalesce((select jsonb_agg(jsonb_build_object('day', h.day, 'yearly', h.yearly, 'kind', h.kind))
        from holiday h, home where h.country = home.country), '[]') as days
    from said`).execute(db);
  return rows[0] as CompanyDays;
}

/** All days of a country. */
export function listDaysOf(db: Kysely<DB>, country: string) {
  return db
    .selectFrom('holiday')
    .select(['id', 'day', 'yearly', 'kind'])
    .where('country', '=', country)
    .orderBy('day')
    .execute();
}

export interface CountryDay {
  readonly country: string;
  readonly weekend: number[] | null;
  /** Null: none of these days is special there. */
  readonly day: string | null;
  readonly name_en: string | null;
  readonly name_zh: string | null;
  readonly kind: 'holiday' | 'makeup' | null;
}

/** Of many countries: weekend, and which of a few days are off there, or worked although they are of a weekend. */
export async function listDaysOfCountries(
  db: Kysely<DB>,
  countries: readonly string[],
  days: readonly string[],
): Promise<CountryDay[]> {
  const { rows } = await sql<CountryDay>`
    select c.country, cal.weekend, h.day, h.name_en, h.name_zh, h.kind
    from unnest(${[...countries]}::text[]) as c(country)
    left join country_calendar cal on cal.country = c.country
    left join lateral (
      select distinct on (d.day) d.day, h.name_en, h.name_zh, h.kind
      from unnest(${[...days]}::date[]) as d(day)
      join holiday h on h.country = c.country
        and (h.day = d.day or (h.yearly and h.day < d.day and to_char(h.day, 'MM-DD') = to_char(d.day, 'MM-DD')))
      order by d.day, h.yearly
    ) h on true`.execute(db);
  return rows;
}

/** Days of this year alone: those of every year are not counted. */
export async function countDaysOfYear(db: Kysely<DB>, country: string, year: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from holiday
    where country = ${country} and not yearly and day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** What stands on a day stays. @returns how many came. */
export async function addProposedDays(
  db: Kysely<DB>,
  country: string,
  days: readonly { readonly day: string; readonly nameEn: string; readonly nameZh: string }[],
  actorId: number | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with added as (
      insert into holiday (country, day, name_en, name_zh, kind, source, changed_by)
      select ${country}, r.day, r."nameEn", r."nameZh", 'holiday', 'library', ${actorId}::bigint
      from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as r(day date, "nameEn" text, "nameZh" text)
      on conflict (country, day) do nothing
      returning *
    ), kept as (
      insert into holiday_change (country, day, after, changed_by)
      select country, day, to_jsonb(added), changed_by from added
    )
    select count(*)::int as count from added`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Days that were proposed and are not wanted: as if they had been taken off. */
export async function refuseProposedDays(
  db: Kysely<DB>,
  country: string,
  days: readonly string[],
  actorId: number | null,
): Promise<void> {
  if (days.length === 0) return;
  await db
    .insertInto('holiday_change')
    .values(days.map((day) => ({ country, day, changed_by: actorId })))
    .execute();
}
