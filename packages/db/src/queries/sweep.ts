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

/** Of those whose turn it is: people who cannot sign in any more, or only read. */
export async function listLeaversDue(db: Kysely<DB>, today: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select u.id from app_user u where (u.disabled_at is not null or u.role = 'reader') and exists (
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
