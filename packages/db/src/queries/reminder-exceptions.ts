/** What leaders are told of in the morning: only what has gone wrong. For several leaders in one statement. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, Grade, TaskKind } from '../schema.ts';
import type { DigestPerson } from './reminder-tasks.ts';
import type { Condition } from './scope.ts';

type Sees = (person: string, customer: string) => Condition;

/** A leader and from which step of telling on a late task is his to know of. */
export interface LeaderRow extends DigestPerson {
  readonly least_level: number;
}

const leaderRows = (leaders: readonly LeaderRow[]): RawBuilder<unknown> => sql`
  jsonb_to_recordset(${JSON.stringify(leaders)}::jsonb)
    as person(id bigint, day date, owners bigint[], sees_all boolean, reads_mail boolean, least_level int)`;

export interface LateRow {
  readonly person_id: number;
  readonly section: 'answers' | 'others';
  readonly total: number;
  readonly id: number;
  readonly kind: TaskKind;
  readonly title: string | null;
  readonly assignee_name: string;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly grade: Grade | null;
  readonly key_account: boolean;
  /** `YYYY-MM-DD`. */
  readonly due_on: string;
  readonly due_at: Date | null;
}

/** Late tasks of their people that they were told of and that are open still. Key accounts first. */
export async function listLateOfPeople(
  db: Kysely<DB>,
  leaders: readonly LeaderRow[],
  sees: Sees,
  most: number,
): Promise<LateRow[]> {
  if (leaders.length === 0) return [];
  const { rows } = await sql<LateRow>`
    with late as materialized (
      select person.id as person_id, case when t.kind = 'answer' then 'answers' else 'others' end as section, t.id, t.kind,
        t.title, u.name as assignee_name, c.id as customer_id, c.name as customer_name, c.grade,
        coalesce(c.key_account, false) as key_account, t.due_on, t.due_at
      from task t
      join ${leaderRows(leaders)} on t.escalation_level >= person.least_level
        and (person.sees_all or t.assignee_id = any(person.owners)) and t.assignee_id <> person.id
      join app_user u on u.id = t.assignee_id
      left join customer c on c.id = t.customer_id and ${sees('person', 'c')}
      where t.state = 'open' and t.escalation_level >= 2 and t.due_on <= person.day
    )
    select * from (
      select *, (count(*) over (partition by person_id, section))::int as total, row_number() over (
        partition by person_id, section order by not key_account, coalesce(grade, 'E'), due_at, due_on, id) as rank
      from late
    ) ranked where rank <= ${most} order by person_id, section, rank`.execute(db);
  return rows;
}

export interface LeaverRow {
  readonly person_id: number;
  /** Who left: his customers wait for the successor to read them, or for a successor. */
  readonly leaver_name: string;
  /** Null: nobody has them yet. */
  readonly heir_name: string | null;
  readonly customers: number;
}

/** Customers of leavers that the successor has not read for days, and those that are still a disabled person's. */
export async function listLeaversOfPeople(
  db: Kysely<DB>,
  leaders: readonly LeaderRow[],
  unreadDays: number,
  most: number,
): Promise<LeaverRow[]> {
  if (leaders.length === 0) return [];
  const { rows } = await sql<LeaverRow>`
    select * from (
      select *, row_number() over (partition by person_id order by customers desc, leaver_name) as rank from (
        select person.id as person_id, leaver.name as leaver_name, heir.name as heir_name, count(*)::int as customers
        from ${leaderRows(leaders)}
        join handover_item i on i.state = 'done' and i.read_at is null
          and i.handed_at < person.day - ${unreadDays}::int and i.handed_at > person.day - 90
          and (person.sees_all or i.to_id = any(person.owners)) and i.to_id <> person.id
        join customer c on c.id = i.customer_id and c.owner_id = i.to_id
        join handover h on h.id = i.handover_id
        join app_user leaver on leaver.id = h.from_id join app_user heir on heir.id = i.to_id
        group by person.id, leaver.name, heir.name
        union all
        select person.id, gone.name, null, count(*)::int
        from ${leaderRows(leaders)}
        join app_user gone on (gone.disabled_at is not null or gone.role = 'reader') and (person.sees_all or gone.id = any(person.owners))
        join customer c on c.owner_id = gone.id and c.archived_at is null and c.merged_into_id is null
        group by person.id, gone.name
      ) both_kinds
    ) ranked where rank <= ${most} order by person_id, rank`.execute(db);
  return rows;
}

export interface BrokenAccountRow {
  readonly person_id: number;
  readonly account_id: number;
  readonly address: string;
  readonly owner_name: string | null;
  readonly error_code: string;
  readonly since: Date;
}

/**
 * Accounts of their people whose mail is not archived, or not all of it, for longer than a server may be away: the account's
 * own fault, else the oldest of its mailboxes, else that there are some that are not kept.
 */
export async function listBrokenAccounts(
  db: Kysely<DB>,
  leaders: readonly LeaderRow[],
  before: Date,
  most: number,
): Promise<BrokenAccountRow[]> {
  if (leaders.length === 0) return [];
  const { rows } = await sql<BrokenAccountRow>`
    select * from (
      select person.id as person_id, a.id as account_id, a.address, u.name as owner_name, fault.error_code, fault.since,
        row_number() over (partition by person.id order by fault.since, a.id) as rank
      from ${leaderRows(leaders)}
      join mail_account a on a.state = 'active' and (person.sees_all or a.owner_id = any(person.owners))
      cross join lateral (
        select error_code, since from (
          select 1 as turn, a.error_code, a.error_since as since where a.error_code is not null
          union all
          select 2, b.error_code, b.error_since from mailbox b
          where b.account_id = a.id and b.kind = 'imap' and b.error_code is not null and b.skip_reason is null
            and b.vanished_at is null
          union all
          select 3, 'mailboxes-not-kept', a.not_kept_since where a.not_kept_since is not null
        ) each_fault
        where since < ${before} order by turn, since limit 1) fault
      left join app_user u on u.id = a.owner_id
    ) ranked where rank <= ${most} order by person_id, rank`.execute(db);
  return rows;
}

/** Somebody leads a department or the company beside its owner. */
export async function hasManagers(db: Kysely<DB>): Promise<boolean> {
  const row = await db
    .selectFrom('app_user')
    .select('id')
    .where('role', '=', 'manager')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
