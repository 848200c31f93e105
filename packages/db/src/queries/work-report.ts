/** What each person did in a period. Every part begins at an index that knows the period. */
import { type Kysely, sql } from 'kysely';
import type { DB, Role } from '../schema.ts';
import type { Period } from './unified-report.ts';

export interface WorkCounts {
  readonly contacts: number;
  readonly mails: number;
  readonly waits: number;
  readonly answered: number;
  readonly median_seconds: number | null;
  readonly kept: number;
  readonly late: number;
  readonly on_time: number;
  readonly follow_ups_late: number;
  readonly put_off: number;
  readonly inquiries: number;
  readonly quotations: number;
}

/** The period as two moments: [from, until). */
export const momentsOf = ({ from, to, timeZone }: Period) => ({
  from: sql`((${from}::date)::timestamp at time zone ${timeZone})`,
  until: sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`,
});

/** On `w`: answered in time, and late, answered or not. Of mail from before anybody counted the unanswered is not told. */
export const wasKept = sql`(w.replied_at is not null and (w.late_at is null or w.replied_at <= w.late_at))`;
export const wasLate = sql`(w.late_at < coalesce(w.replied_at, case when w.counted and w.settled_at is null then now() end))`;

export interface WorkPerson {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  /** Works with customers by his role: told of though he did nothing. */
  readonly expected: boolean;
}

const MOST_PEOPLE = 2_000;

export async function listWorkPeople(
  db: Kysely<DB>,
  userIds: readonly number[] | 'all',
): Promise<WorkPerson[]> {
  const { rows } = await sql<WorkPerson>`
    select id, name, role, disabled_at is null and role in ('salesperson', 'merchandiser', 'manager') as expected
    from app_user where ${userIds === 'all' ? sql`true` : sql`id = any(${[...userIds]}::bigint[])`}
    order by lower(name), id limit ${MOST_PEOPLE}`.execute(db);
  return rows;
}

/** @returns by the person's id; who did nothing is not in it. `null`: all these people together. */
export async function countWork(
  db: Kysely<DB>,
  userIds: readonly number[],
  period: Period,
): Promise<Map<number | null, Partial<WorkCounts>>> {
  const people = sql`${[...userIds]}::bigint[]`;
  const { from, until } = momentsOf(period);
  const parts = [
    await sql<Part>`
      select coalesce(y.assignee_id, y.created_by) as user_id, count(*)::int as contacts from activity y
      where coalesce(y.assignee_id, y.created_by) = any(${people}) and y.state = 'done' and y.kind <> 'note'
        and y.done_at >= ${from} and y.done_at < ${until}
      group by grouping sets ((coalesce(y.assignee_id, y.created_by)), ())`.execute(db),
    await sql<Part>`
      select te.actor_id as user_id, count(distinct te.message_id)::int as mails
      from timeline_entry te join message m on m.id = te.message_id and m.automatic is null
      where te.actor_id = any(${people}) and te.kind = 'mail' and te.direction = 'outbound'
        and te.occurred_at >= ${from} and te.occurred_at < ${until}
      group by grouping sets ((te.actor_id), ())`.execute(db),
    await sql<Part>`
      select w.user_id, count(*)::int as waits, count(w.replied_at)::int as answered,
        percentile_cont(0.5) within group (order by w.working_seconds)::int as median_seconds,
        count(*) filter (where ${wasKept})::int as kept, count(*) filter (where ${wasLate})::int as late
      from answer_wait w
      where w.user_id = any(${people}) and w.since >= ${from} and w.since < ${until}
      group by grouping sets ((w.user_id), ())`.execute(db),
    await sql<Part>`
      select t.assignee_id as user_id,
        count(*) filter (where (t.closed_at at time zone ${period.timeZone})::date <= t.first_due_on)::int as on_time,
        count(*) filter (where (t.closed_at at time zone ${period.timeZone})::date > t.first_due_on)::int as follow_ups_late
      from task t
      where t.assignee_id = any(${people}) and t.state = 'closed' and t.kind in ('follow-up', 'new-customer')
        and t.outcome in ('contacted', 'done') and t.closed_at >= ${from} and t.closed_at < ${until}
      group by grouping sets ((t.assignee_id), ())`.execute(db),
    await sql<Part>`
      select t.assignee_id as user_id, count(distinct t.id)::int as put_off
      from task_event e join task t on t.id = e.task_id
      where e.event = 'put-off' and e.at >= ${from} and e.at < ${until} and t.assignee_id = any(${people})
        and t.kind in ('follow-up', 'new-customer')
      group by grouping sets ((t.assignee_id), ())`.execute(db),
    await sql<Part>`
      select c.owner_id as user_id, count(*)::int as inquiries
      from inquiry i join customer c on c.id = i.customer_id
      where i.state = 'filed' and i.received_at >= ${from} and i.received_at < ${until} and c.owner_id = any(${people})
      group by grouping sets ((c.owner_id), ())`.execute(db),
    await sql<Part>`
      select coalesce(k.author_id, k.marked_by) as user_id, count(*)::int as quotations
      from mail_mark k
      where k.kind = 'quotation' and k.state <> 'withdrawn' and k.marked_at >= ${from} and k.marked_at < ${until}
        and coalesce(k.author_id, k.marked_by) = any(${people})
      group by grouping sets ((coalesce(k.author_id, k.marked_by)), ())`.execute(db),
  ];
  const counts = new Map<number | null, Partial<WorkCounts>>();
  for (const { rows } of parts)
    for (const { user_id: id, ...numbers } of rows) counts.set(id, { ...counts.get(id), ...numbers });
  return counts;
}

type Part = Partial<WorkCounts> & { readonly user_id: number | null };
