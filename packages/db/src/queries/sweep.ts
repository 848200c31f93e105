/**
 * What the sweep of following up does, each part one statement over an index of what is due. Whoever has locked a
 * customer is passed by, not waited for: the next sweep comes in seconds, and no two wait for each other crosswise.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB, Grade } from '../schema.ts';

/** By grade, `none` without one: the moments at which others are told, RFC 3339. */
export type EscalationsByGrade = Readonly<Record<Grade | 'none', readonly (string | null)[]>>;
/** Who does the work of one who has left the company, by that one's id. */
export type Deputies = Readonly<Record<string, number>>;

/** @param due a row with the grade. */
const escalations = (due: string, byGrade: EscalationsByGrade) => {
  const moments = sql`(${JSON.stringify(byGrade)}::jsonb -> coalesce(${sql.ref(`${due}.grade`)}, 'none'))`;
  return sql`array[(${moments} ->> 0)::timestamptz, (${moments} ->> 1)::timestamptz, (${moments} ->> 2)::timestamptz]`;
};

/** @param due a row with `assignee_id`. */
const assignee = (due: string, deputies: Deputies) => sql`coalesce(
  (${JSON.stringify(deputies)}::jsonb ->> ${sql.ref(`${due}.assignee_id`)}::text)::bigint, ${sql.ref(`${due}.assignee_id`)})`;

/** Rows of `follow_up_due` that are this sweep's, with their customers, until the transaction ends. */
const locked = sql`for key share of c skip locked for update of d skip locked`;

/** Of those whose turn it is: people who cannot sign in any more. */
export async function listLeaversDue(db: Kysely<DB>, today: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select u.id from app_user u where u.disabled_at is not null and exists (
      select from follow_up_due d where d.assignee_id = u.id
        and ((not d.raised and d.due_on <= ${today}::date) or d.check_on <= ${today}::date))
    order by u.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** One look at two indexes. */
export async function isAnythingDue(
  db: Kysely<DB>,
  today: string,
): Promise<{ readonly due: boolean; readonly checks: boolean }> {
  const { rows } = await sql<{ due: boolean; checks: boolean }>`
    select exists (select from follow_up_due where not raised and due_on <= ${today}::date) as due,
      exists (select from follow_up_due where check_on <= ${today}::date) as checks`.execute(db);
  return rows[0] as { due: boolean; checks: boolean };
}

export interface RaiseTerms {
  /** The company's day. */
  readonly today: string;
  readonly escalatesAt: EscalationsByGrade;
  readonly deputies: Deputies;
  readonly limit: number;
}

/**
 * Follow-ups of customers whose day has come. An open first contact with a new customer is over by it: one line for one
 * customer. @returns how many were looked at, and raised.
 */
export async function raiseDueFollowUps(
  tx: Transaction<DB>,
  { today, escalatesAt, deputies, limit }: RaiseTerms,
): Promise<{ readonly seen: number; readonly raised: number }> {
  const { rows } = await sql<{ seen: number; raised: number }>`
    with due as materialized (
      select d.customer_id from follow_up_due d join customer c on c.id = d.customer_id
      where not d.raised and d.due_on <= ${today}::date
      order by d.due_on, d.customer_id limit ${limit} ${locked}
    ), marked as (
      update follow_up_due d set raised = true from due where d.customer_id = due.customer_id
      returning d.customer_id, d.assignee_id, d.due_on, d.since, d.grade, d.manual
    ), made as (
      insert into task (kind, customer_id, assignee_id, due_on, first_due_on, contact_before, escalates_at, detail)
      select 'follow-up', m.customer_id, ${assignee('m', deputies)}, m.due_on, m.due_on, m.since,
        ${escalations('m', escalatesAt)}, jsonb_build_object('grade', m.grade, 'manual', m.manual)
      from marked m order by m.customer_id
      on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do nothing
      returning customer_id
    ), over as (
      update task t set state = 'closed', outcome = 'over', closed_at = now()
      from made where t.customer_id = made.customer_id and t.kind = 'new-customer' and t.state = 'open'
      returning t.id
    ), story as (
      insert into task_event (task_id, event, detail) select id, 'closed', '{"outcome": "over"}' from over
    )
    select (select count(*) from marked)::int as seen, (select count(*) from made)::int as raised`.execute(
    tx,
  );
  return rows[0] as { seen: number; raised: number };
}

/**
 * New customers that nobody has contacted by one of the days on which that is looked at. One that is open still from
 * the look before goes on, and who leads is told at once; where a follow-up is open, that one says it all.
 * @param days of the policy. @param fresh days after the last working day before today: due today, not late.
 */
export async function raiseNewCustomerChecks(
  tx: Transaction<DB>,
  { today, escalatesAt, deputies, limit }: RaiseTerms,
  days: readonly number[],
  timeZone: string,
  fresh: string,
): Promise<{ readonly seen: number; readonly raised: number }> {
  const schedule = sql`${[...days]}::int[]`;
  const { rows } = await sql<{ seen: number; raised: number }>`
    with due as materialized (
      select d.customer_id, d.check_on from follow_up_due d join customer c on c.id = d.customer_id
      where d.check_on <= ${today}::date order by d.check_on, d.customer_id limit ${limit} ${locked}
    ), looked as (
      update follow_up_due d set checks = d.checks + 1,
        check_on = (d.since at time zone ${timeZone})::date + (${schedule})[d.checks + 2]
      from due where d.customer_id = due.customer_id
      returning d.customer_id, d.assignee_id, d.since, d.grade, d.raised, d.checks,
        case when due.check_on > ${fresh}::date then ${today}::date else due.check_on end as due_on
    ), made as (
      insert into task (kind, customer_id, assignee_id, due_on, first_due_on, contact_before, escalates_at, detail)
      select 'new-customer', l.customer_id, ${assignee('l', deputies)}, l.due_on, l.due_on, l.since,
        ${escalations('l', escalatesAt)},
        jsonb_build_object('grade', l.grade, 'check', l.checks, 'days', (${schedule})[l.checks])
      from looked l where not l.raised and l.checks <= cardinality(${schedule}) order by l.customer_id
      on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do update
        set detail = task.detail || excluded.detail, escalates_at = array[task.escalates_at[1],
          case when task.escalation_level < 2 then least(task.escalates_at[2], now()) else task.escalates_at[2] end,
          task.escalates_at[3]]
      returning customer_id
    )
    select (select count(*) from looked)::int as seen, (select count(*) from made)::int as raised`.execute(
    tx,
  );
  return rows[0] as { seen: number; raised: number };
}

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
      join app_user u on u.id = d.assignee_id and u.disabled_at is null
      where not exists (select from task t where t.customer_id = c.id and t.kind = 'birthday'
        and t.subject_key = k.id || ':' || extract(year from b.day)::int)
      order by c.id
      on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do nothing
      returning 1)
    select count(*)::int as n from made`.execute(tx);
  return rows[0]?.n ?? 0;
}
