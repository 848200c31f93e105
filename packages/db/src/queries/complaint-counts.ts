/** How many complaints are open, by state, age and salesperson. */
import { type Kysely, sql } from 'kysely';
import type { ComplaintState, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface ComplaintCountRow {
  readonly owner_id: number | null;
  readonly owner_name: string | null;
  readonly state: ComplaintState;
  /** Whole days since the customer complained. */
  readonly days: number;
  readonly overdue: boolean;
  readonly count: number;
}

/** Open ones are few, whatever there was: one pass over their index. @param today the company's day. */
export async function countOpenComplaints(
  db: Kysely<DB>,
  scope: Scope,
  today: string,
): Promise<ComplaintCountRow[]> {
  const { rows } = await sql<ComplaintCountRow>`
    select c.owner_id, o.name as owner_name, k.state, least(extract(day from now() - k.complained_at), 3650)::int as days,
      ${today}::date > case when k.state in ('opened', 'assigned') then k.action_due_on else k.close_due_on end as overdue,
      count(*)::int as count
    from complaint k join customer c on c.id = k.customer_id left join app_user o on o.id = c.owner_id
    where k.closed_at is null and ${scope.customer('c')}
    group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

export interface WeeklyComplaint {
  readonly id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly owner_name: string | null;
  readonly what: string;
  readonly severity: number;
  readonly state: ComplaintState;
  readonly days: number;
  readonly overdue: boolean;
}

export interface WeeklyFeedback {
  readonly activity_id: number;
  readonly customer_id: number;
  readonly customer_name: string;
  readonly country: string | null;
  readonly difficulty: string;
  readonly severity: number;
  readonly content: string | null;
}

export interface NewAndOpenComplaints {
  readonly opened: number;
  readonly closed: number;
  /** The gravest first; `opened` says how many there were. */
  readonly newest: readonly WeeklyComplaint[];
  /** Of all that are open at the end: the oldest first. */
  readonly oldest: readonly WeeklyComplaint[];
  readonly open: number;
  readonly overdue: number;
  /** Open ones by days since the customer complained. */
  readonly ages: readonly {
    readonly fromDays: number;
    readonly toDays: number | null;
    readonly count: number;
  }[];
  /** Problems of markets that were noted. */
  readonly feedback: readonly WeeklyFeedback[];
}

/** Days since the complaint at which one is a week, two weeks, a month, a quarter old. */
const AGES = [0, 8, 15, 31, 91] as const;
/** Lines of each list: a report is read to the end. */
const MOST_LINES = 20;

export const byAge = (rows: readonly { readonly days: number; readonly count: number }[]) =>
  AGES.map((fromDays, i) => {
    const toDays = (AGES[i + 1] ?? Number.POSITIVE_INFINITY) - 1;
    return {
      fromDays,
      toDays: Number.isFinite(toDays) ? toDays : null,
      count: rows
        .filter(({ days }) => days >= fromDays && days <= toDays)
        .reduce((sum, { count }) => sum + count, 0),
    };
  });

/**
 * What a manager's report says of complaints (S3-13).
 * @param from,to moments, the second not included. @param today the company's day.
 */
export async function newAndOpenComplaints(
  db: Kysely<DB>,
  scope: Scope,
  { from, to, today }: { readonly from: Date; readonly to: Date; readonly today: string },
): Promise<NewAndOpenComplaints> {
  const line = sql`
    select k.id, k.customer_id, c.name as customer_name, o.name as owner_name, left(k.what, 300) as what, k.severity, k.state,
      greatest(0, extract(day from now() - k.complained_at))::int as days, k.closed_at is null
        and ${today}::date > case when k.state in ('opened', 'assigned') then k.action_due_on else k.close_due_on end as overdue
    from complaint k join customer c on c.id = k.customer_id left join app_user o on o.id = c.owner_id`;
  const inPeriod = (column: string) => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to}`;
  const [newest, oldest, counts, moved, feedback] = await Promise.all([
    sql<WeeklyComplaint>`${line} where ${inPeriod('k.opened_at')} and ${scope.customer('c')}
      order by k.severity desc, k.id limit ${MOST_LINES}`.execute(db),
    sql<WeeklyComplaint>`${line} where k.closed_at is null and ${scope.customer('c')}
      order by k.complained_at, k.id limit ${MOST_LINES}`.execute(db),
    countOpenComplaints(db, scope, today),
    sql<{ opened: number; closed: number }>`
      select count(*) filter (where ${inPeriod('k.opened_at')})::int as opened,
        count(*) filter (where ${inPeriod('k.closed_at')})::int as closed
      from complaint k join customer c on c.id = k.customer_id
      where (${inPeriod('k.opened_at')} or ${inPeriod('k.closed_at')}) and ${scope.customer('c')}`.execute(
      db,
    ),
    sql<WeeklyFeedback>`
      select mp.activity_id, c.id as customer_id, c.name as customer_name, mp.country, mp.difficulty, mp.severity,
        left(x.content, 300) as content
      from market_problem mp join activity x on x.id = mp.activity_id join customer c on c.id = x.customer_id
      where ${inPeriod('mp.noted_at')} and x.state = 'done' and ${scope.customer('c')}
      order by mp.severity desc, mp.activity_id limit ${MOST_LINES}`.execute(db),
  ]);
  const total = (rows: readonly { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
  return {
    opened: moved.rows[0]?.opened ?? 0,
    closed: moved.rows[0]?.closed ?? 0,
    newest: newest.rows,
    oldest: oldest.rows,
    open: total(counts),
    overdue: total(counts.filter(({ overdue }) => overdue)),
    ages: byAge(counts),
    feedback: feedback.rows,
  };
}
