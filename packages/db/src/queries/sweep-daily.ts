/** What is raised once on a working day: records to be gone through, and birthdays; and whether that is done. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from '../schema.ts';

/** Whoever comes first on a day does it. @returns the day before for which it was done; false where it was for this one. */
export async function takeSweepDay(
  tx: Transaction<DB>,
  kind: string,
  today: string,
): Promise<string | null | false> {
  const { rows } = await sql<{ before: string | null }>`
    with known as (select done_on from sweep_day where kind = ${kind}),
    taken as (
      insert into sweep_day as s (kind, done_on) values (${kind}, ${today}::date)
      on conflict (kind) do update set done_on = excluded.done_on where s.done_on < excluded.done_on
      returning 1)
    select (select done_on from known) as before from taken`.execute(tx);
  return rows.length === 0 ? false : (rows[0]?.before ?? null);
}

/** A sweep for this day is to be done still. */
export async function isSweepDayOpen(db: Kysely<DB>, kind: string, today: string): Promise<boolean> {
  const row = await db
    .selectFrom('sweep_day')
    .select('kind')
    .where('kind', '=', kind)
    .where('done_on', '>=', today)
    .executeTakeFirst();
  return row === undefined;
}

/** After a record was gone through, or a person said that it need not be, it is left alone for so many days. */
const LEFT_ALONE_DAYS = 30;

/**
 * Of each salesperson the records that were not gone through for longest, so that he has at most `atOnce` of them.
 * @param before of grade A, and of the others: what was gone through before is due; null: never.
 */
export async function raiseVerifications(
  tx: Transaction<DB>,
  today: string,
  atOnce: number,
  before: { readonly A: Date | null; readonly other: Date | null },
): Promise<number> {
  const part = (isA: boolean, cut: Date | null, order: number) => sql`
    (select c.id, c.grade, coalesce(c.verified_at, c.created_at) as since, ${sql.lit(order)} as part from customer c
    where c.owner_id = u.id and c.archived_at is null and c.merged_into_id is null
      and (coalesce(c.grade, '') = 'A') = ${sql.lit(isA)} and coalesce(c.verified_at, c.created_at) < ${cut}::timestamptz
      and not exists (select from task t where t.customer_id = c.id and t.kind = 'verify-profile'
        and (t.state = 'open' or t.closed_at > now() - ${LEFT_ALONE_DAYS} * interval '1 day'))
    order by coalesce(c.verified_at, c.created_at), c.id limit room.n)`;
  const { rows } = await sql<{ n: number }>`
    with made as (
      insert into task (kind, customer_id, assignee_id, due_on, first_due_on, detail)
      select 'verify-profile', stale.id, u.id, ${today}::date, ${today}::date, jsonb_build_object('since', stale.since)
      from app_user u
      cross join lateral (select greatest(0, ${atOnce} - count(*)) as n from task t
        where t.assignee_id = u.id and t.kind = 'verify-profile' and t.state = 'open') room
      cross join lateral (
        select * from (${part(true, before.A, 0)} union all ${part(false, before.other, 1)}) both_parts
        order by part, since, id limit room.n) stale
      where u.disabled_at is null and u.role <> 'reader' and room.n > 0
      order by stale.id
      on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do nothing
      returning 1)
    select count(*)::int as n from made`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface BirthdayToTell {
  /** The birthday, `YYYY-MM-DD`. */
  readonly on: string;
  /** Month times 100 and day: 229 too where the 28th of February stands for it. */
  readonly months: readonly number[];
}

/** Once for each contact and year, also where the task is closed by now. */
export async function raiseBirthdays(
  tx: Transaction<DB>,
  today: string,
  birthdays: readonly BirthdayToTell[],
): Promise<number> {
  if (birthdays.length === 0) return 0;
  const list = birthdays.flatMap(({ on, months }) => months.map((month) => ({ on, month })));
  const { rows } = await sql<{ n: number }>`
    with made as (
      insert into task (kind, customer_id, contact_id, assignee_id, subject_key, due_on, first_due_on, detail)
      select 'birthday', c.id, k.id, d.assignee_id, k.id || ':' || extract(year from b.day)::int,
        ${today}::date, ${today}::date, jsonb_build_object('on', b.day)
      from unnest(${list.map(({ on }) => on)}::date[], ${list.map(({ month }) => month)}::int[]) as b(day, month)
      join contact k on extract(month from k.birthday) * 100 + extract(day from k.birthday) = b.month
        and k.birthday is not null and k.invalid_at is null and k.merged_into_id is null
      join customer c on c.id = k.customer_id
      join follow_up_due d on d.customer_id = c.id
      join app_user u on u.id = d.assignee_id and u.disabled_at is null and u.role <> 'reader'
      where not exists (select from task t where t.customer_id = c.id and t.kind = 'birthday'
        and t.subject_key = k.id || ':' || extract(year from b.day)::int)
      order by c.id
      on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do nothing
      returning 1)
    select count(*)::int as n from made`.execute(tx);
  return rows[0]?.n ?? 0;
}
