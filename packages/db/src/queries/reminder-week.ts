/** The week of a leader: complaints and other feedback, and how things stand. */
import { type Kysely, sql } from 'kysely';
import type { DB, Difficulty } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { Period } from './unified-report.ts';
import { momentsOf } from './work-report.ts';

export interface WeekComplaint {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly what: string;
  readonly severity: number;
  readonly assignee_name: string | null;
  /** Days that it is open, on the last day of the period. */
  readonly days: number;
  readonly fresh: boolean;
  readonly overdue: boolean;
}

export interface WeekComplaints {
  /** Opened in the week, and those that are open, oldest first. */
  readonly listed: readonly WeekComplaint[];
  readonly fresh: number;
  readonly open: number;
  readonly overdue: number;
  /** Of the open ones, days since the customer complained. */
  readonly upTo7: number;
  readonly upTo14: number;
  readonly upTo30: number;
  readonly over30: number;
}

/** @param most of each: new ones and open ones. */
export async function readWeekComplaints(
  db: Kysely<DB>,
  scope: Scope,
  period: Period,
  most: number,
): Promise<WeekComplaints> {
  const { from, until } = momentsOf(period);
  const { rows } = await sql<WeekComplaint & Omit<WeekComplaints, 'listed'>>`
    with mine as materialized (
      select k.id, k.customer_id, c.name as customer_name, k.what, k.severity, u.name as assignee_name, k.closed_at,
        greatest(0, ${period.to}::date - (k.complained_at at time zone ${period.timeZone})::date) as days,
        k.opened_at >= ${from} as fresh,
        k.closed_at is null and ${period.to}::date > case when k.state in ('opened', 'assigned') then k.action_due_on
          else k.close_due_on end as overdue
      from complaint k join customer c on c.id = k.customer_id left join app_user u on u.id = k.assignee_id
      where (k.closed_at is null or k.opened_at >= ${from}) and k.opened_at < ${until} and ${scope.customer('c')}
    ), counted as (
      select (count(*) filter (where fresh))::int as fresh, (count(*) filter (where closed_at is null))::int as open,
        (count(*) filter (where overdue))::int as overdue,
        (count(*) filter (where closed_at is null and days <= 7))::int as "upTo7",
        (count(*) filter (where closed_at is null and days between 8 and 14))::int as "upTo14",
        (count(*) filter (where closed_at is null and days between 15 and 30))::int as "upTo30",
        (count(*) filter (where closed_at is null and days > 30))::int as "over30"
      from mine
    ), ranked as (
      select *, row_number() over (partition by fresh order by (closed_at is null) desc, days desc, severity desc, id) as place
      from mine where fresh or closed_at is null
    )
    select counted.fresh as fresh_count, counted.open, counted.overdue as overdue_count, counted."upTo7", counted."upTo14",
      counted."upTo30", counted."over30", r.id, r.customer_id, r.customer_name, r.what, r.severity, r.assignee_name, r.days,
      r.fresh, r.overdue
    from counted left join ranked r on r.place <= ${most} order by not r.fresh, r.place`.execute(db);
  const first = rows[0] as unknown as WeekComplaints & { fresh_count: number; overdue_count: number };
  return {
    listed: rows.filter(({ id }) => id !== null),
    fresh: first.fresh_count,
    open: first.open,
    overdue: first.overdue_count,
    upTo7: first.upTo7,
    upTo14: first.upTo14,
    upTo30: first.upTo30,
    over30: first.over30,
  };
}

export interface WeekFeedback {
  readonly customer_id: number;
  readonly customer_name: string;
  readonly difficulty: Difficulty;
  readonly content: string | null;
  readonly total: number;
}

/** Problems in their markets that customers told of in the period. */
export async function listWeekFeedback(
  db: Kysely<DB>,
  scope: Scope,
  period: Period,
  most: number,
): Promise<WeekFeedback[]> {
  const { from, until } = momentsOf(period);
  const { rows } = await sql<WeekFeedback>`
    select c.id as customer_id, c.name as customer_name, mp.difficulty, a.content, (count(*) over ())::int as total
    from market_problem mp join activity a on a.id = mp.activity_id and a.state = 'done'
    join customer c on c.id = a.customer_id and ${scope.customer('c')}
    where mp.noted_at >= ${from} and mp.noted_at < ${until}
    order by mp.severity desc, mp.noted_at desc, mp.activity_id desc limit ${most}`.execute(db);
  return rows;
}

export interface WeekCounts {
  readonly newCustomers: number;
  readonly overdueTasks: number;
  readonly openCollisions: number;
  /** Key accounts and customers of grade A without contact for twice the interval. */
  readonly silentKeyCustomers: number;
}

/** @param silentDays after which a customer of grade A is silent. */
export async function countWeek(
  db: Kysely<DB>,
  scope: Scope,
  period: Period,
  silentDays: number,
): Promise<WeekCounts> {
  const { from, until } = momentsOf(period);
  const { rows } = await sql<WeekCounts>`
    select
      (select count(*) from customer c where c.created_at >= ${from} and c.created_at < ${until} and ${scope.customer('c')})::int
        as "newCustomers",
      (select count(*) from task t join customer c on c.id = t.customer_id and ${scope.customer('c')}
        where t.state = 'open' and t.kind in ('follow-up', 'new-customer') and t.due_on <= ${period.to}::date)::int as "overdueTasks",
      (select count(*) from collision k join customer c on c.id = k.customer_id and ${scope.customer('c')} where k.state = 'open')::int
        as "openCollisions",
      (select count(*) from customer c where c.owner_id is not null and c.archived_at is null and c.merged_into_id is null
        and (c.grade = 'A' or c.key_account) and coalesce(c.last_contact_at, c.owned_since) < ${until} - make_interval(days => ${silentDays}::int)
        and ${scope.customer('c')})::int as "silentKeyCustomers"`.execute(db);
  return rows[0] as WeekCounts;
}
