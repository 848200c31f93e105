/** What else stands in people's morning mails: plans of the day, customers that go back to the pool, dates that are far off. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { ActivityKind, DB, Grade } from '../schema.ts';
import type { DigestPerson } from './reminder-tasks.ts';
import type { Condition } from './scope.ts';

type Sees = (person: string, customer: string) => Condition;

const personRows = (people: readonly DigestPerson[]): RawBuilder<unknown> => sql`
  jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
    as person(id bigint, day date, day_start timestamptz, owners bigint[], sees_all boolean, reads_mail boolean)`;

export interface DigestPlan {
  readonly person_id: number;
  readonly kind: ActivityKind;
  readonly planned_at: Date;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly place: string | null;
  readonly content: string | null;
  readonly whom: string | null;
}

/** Calls, visits and the like that were planned for the person's day. */
export async function listDigestPlans(
  db: Kysely<DB>,
  people: readonly DigestPerson[],
  sees: Sees,
  most: number,
): Promise<DigestPlan[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<DigestPlan>`
    select person.id as person_id, plan.* from ${personRows(people)}
    cross join lateral (
      select a.kind, a.planned_at, c.id as customer_id, c.name as customer_name, a.place, a.content,
        coalesce(a.person, k.name, k.local_name) as whom
      from activity a join customer c on c.id = a.customer_id left join contact k on k.id = a.contact_id
      where a.assignee_id = person.id and a.state = 'planned' and a.planned_at >= person.day_start
        and a.planned_at < person.day_start + interval '1 day' and ${sees('person', 'c')}
      order by a.planned_at, a.id limit ${most}
    ) plan order by person.id, plan.planned_at`.execute(db);
  return rows;
}

export interface PoolDeadline {
  readonly person_id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly grade: Grade | null;
  readonly key_account: boolean;
  /** `YYYY-MM-DD`. */
  readonly deadline: string;
  readonly total: number;
}

/** Customers of theirs of which they were warned, and that nobody has contacted since. */
export async function listPoolDeadlines(
  db: Kysely<DB>,
  people: readonly DigestPerson[],
  daysAhead: number,
  most: number,
): Promise<PoolDeadline[]> {
  if (people.length === 0) return [];
  const days = people.map(({ day }) => day).sort();
  const { rows } = await sql<PoolDeadline>`
    with warned as materialized (
      select w.customer_id, w.deadline, max(w.warned_at) as warned_at from pool_warning w
      where w.deadline between ${days[0]}::date and ${days.at(-1)}::date + ${daysAhead}::int
      group by w.customer_id, w.deadline
    ), listed as (
      select person.id as person_id, c.id as customer_id, c.name as customer_name, c.grade, c.key_account, min(w.deadline) as deadline
      from ${personRows(people)}
      join warned w on w.deadline between person.day and person.day + ${daysAhead}::int
      join customer c on c.id = w.customer_id and c.owner_id = person.id and c.archived_at is null and c.merged_into_id is null
        and greatest(c.owned_since, c.last_contact_at) < w.warned_at
      group by person.id, c.id
    )
    select * from (
      select *, (count(*) over (partition by person_id))::int as total,
        row_number() over (partition by person_id order by deadline, not key_account, customer_id) as rank from listed
    ) ranked where rank <= ${most} order by person_id, rank`.execute(db);
  return rows;
}

export interface FarDate {
  readonly person_id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly owner_id: number;
  readonly owner_name: string;
  readonly grade: Grade | null;
  readonly key_account: boolean;
  /** `YYYY-MM-DD`. */
  readonly next_on: string;
  readonly total: number;
}

/**
 * Customers of the people's (or of those whom they lead) whose next date a person has set further off than twice the
 * interval of the grade, and of which this person was neither told by mail nor has read in the product.
 * @param days the interval by grade, and `none`.
 */
export async function listFarDates(
  db: Kysely<DB>,
  people: readonly DigestPerson[],
  days: Readonly<Record<string, number>>,
  most: number,
): Promise<FarDate[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<FarDate>`
    with listed as (
      select person.id as person_id, c.id as customer_id, c.name as customer_name, d.assignee_id as owner_id, u.name as owner_name,
        c.grade, c.key_account, d.due_on as next_on
      from ${personRows(people)}
      join follow_up_due d on d.manual and (person.sees_all or d.assignee_id = any(person.owners)) and d.due_on > person.day
        and d.due_on > d.since::date + 2 * (${JSON.stringify(days)}::jsonb ->> coalesce(d.grade, 'none'))::int
      join customer c on c.id = d.customer_id
      join app_user u on u.id = d.assignee_id
      where not exists (select from reminder_told t
        where t.user_id = person.id and t.what = 'far-date' and t.key = d.customer_id || ':' || d.due_on)
        and not exists (select from notice n where n.user_id = person.id and n.kind = 'next-date-far'
          and n.dedupe_key = d.customer_id || ':' || d.due_on and n.read_at is not null)
    )
    select * from (
      select *, (count(*) over (partition by person_id))::int as total,
        row_number() over (partition by person_id order by not key_account, coalesce(grade, 'E'), customer_id) as rank from listed
    ) ranked where rank <= ${most} order by person_id, rank`.execute(db);
  return rows;
}

/** Not in this person's next mail. */
export async function noteFarDatesTold(
  tx: Transaction<DB>,
  rows: readonly Pick<FarDate, 'person_id' | 'customer_id' | 'next_on'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into reminder_told (user_id, what, key)
    select user_id, 'far-date', key
    from unnest(${rows.map((row) => row.person_id)}::bigint[],
      ${rows.map((row) => `${row.customer_id}:${row.next_on}`)}::text[]) as t(user_id, key)
    order by user_id, key on conflict do nothing`.execute(tx);
}
