/** What waits and what is overdue, counted and listed for those who lead. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB, Grade } from '../schema.ts';
import type { Scope } from './scope.ts';
import { seenMessage, type TaskRow, taskColumns } from './tasks.ts';

export interface BoardAsk {
  /** Whose: he himself and his people. */
  readonly people: 'all' | readonly number[];
  readonly userId: number | null;
  /** `none` without one; null: any. */
  readonly grade: Grade | 'none' | null;
  readonly country: string | null;
  readonly now: Date;
  /** The company's day. */
  readonly today: string;
}

export type BoardColumnName = 'inquiries' | 'mails' | 'late' | 'red' | 'overdue';

const since = sql`coalesce((t.detail ->> 'since')::timestamptz, t.created_at)`;
const isInquiry = sql`coalesce((t.detail ->> 'inquiry')::boolean, false)`;
const isOverdue = (today: string) =>
  sql`(t.kind in ('follow-up', 'new-customer') and t.due_on < ${today}::date)`;

/** On `t`, the task: what a column counts. */
const columnIs: Readonly<Record<BoardColumnName, (ask: BoardAsk) => RawBuilder<unknown>>> = {
  inquiries: () => sql`(t.kind = 'answer' and ${isInquiry})`,
  mails: () => sql`(t.kind = 'answer' and not ${isInquiry})`,
  late: ({ now }) => sql`(t.kind = 'answer' and t.due_at <= ${now})`,
  red: ({ now }) => sql`(t.kind = 'answer' and t.escalates_at[3] <= ${now})`,
  overdue: ({ today }) => isOverdue(today),
};

/** Of an inquiry that is no customer's yet, the country is the buyer's. */
const place = sql`coalesce(c.country, i.country)`;

function shown(scope: Scope, ask: BoardAsk): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [
    sql`t.state = 'open'`,
    sql`(t.kind = 'answer' or ${isOverdue(ask.today)})`,
    scope.task('t'),
  ];
  if (ask.people !== 'all') conditions.push(sql`t.assignee_id = any(${[...ask.people]}::bigint[])`);
  if (ask.userId !== null) conditions.push(sql`t.assignee_id = ${ask.userId}`);
  if (ask.grade !== null)
    conditions.push(ask.grade === 'none' ? sql`c.grade is null` : sql`c.grade = ${ask.grade}`);
  if (ask.country !== null)
    conditions.push(ask.country === 'none' ? sql`${place} is null` : sql`${place} = ${ask.country}`);
  return sql`
    from task t left join customer c on c.id = t.customer_id
    left join inquiry i on t.customer_id is null and i.message_id = t.message_id
    where ${sql.join(conditions, sql` and `)}`;
}

export interface BoardRow {
  readonly by: 'all' | 'person' | 'grade' | 'country';
  readonly user_id: number | null;
  readonly user_name: string | null;
  readonly grade: Grade | null;
  readonly country: string | null;
  readonly inquiries: number;
  readonly mails: number;
  readonly late: number;
  readonly red: number;
  readonly overdue: number;
  readonly oldest_since: Date | null;
  readonly oldest_due_on: string | null;
}

/** In one pass, so that the numbers of one moment add up. */
export async function countBoard(db: Kysely<DB>, scope: Scope, ask: BoardAsk): Promise<BoardRow[]> {
  const count = (column: BoardColumnName) =>
    sql`count(*) filter (where ${columnIs[column](ask)})::int as ${sql.ref(column)}`;
  const { rows } = await sql<BoardRow>`
    select * from (select case grouping(t.assignee_id, c.grade, ${place}) when 7 then 'all' when 3 then 'person' when 5 then 'grade' else 'country' end as by,
      t.assignee_id as user_id, (select name from app_user where id = t.assignee_id) as user_name, c.grade, ${place} as country,
      ${sql.join((['inquiries', 'mails', 'late', 'red', 'overdue'] as const).map(count))},
      min(${since}) filter (where t.kind = 'answer') as oldest_since,
      min(t.due_on) filter (where t.kind <> 'answer') as oldest_due_on
    ${shown(scope, ask)}
    group by grouping sets ((), (t.assignee_id), (c.grade), (${place}))) counted
    order by red desc, late desc, overdue desc, inquiries + mails desc, user_name, grade, country`.execute(
    db,
  );
  return rows;
}

export type BoardTaskRow = TaskRow & {
  readonly since: Date;
  readonly red: boolean;
  readonly page_key: string;
};

/** The oldest first. */
export async function listBoard(
  db: Kysely<DB>,
  scope: Scope,
  ask: BoardAsk,
  column: BoardColumnName,
  page: { readonly past: { readonly at: string; readonly id: number } | null; readonly limit: number },
): Promise<BoardTaskRow[]> {
  const key = column === 'overdue' ? sql`t.due_on::timestamptz` : since;
  const { rows } = await sql<BoardTaskRow>`
    select shown.*, ${sql`shown.key::text`} as page_key from (
      select ${taskColumns(scope)}, ${since} as since, coalesce(${columnIs.red(ask)}, false) as red, ${key} as key
      from (select t.id ${shown(scope, ask)} and ${columnIs[column](ask)}) found
      join task t on t.id = found.id left join customer c on c.id = t.customer_id ${seenMessage(scope)}
    ) shown
    where ${page.past === null ? sql`true` : sql`(shown.key, shown.id) > (${page.past.at}::timestamptz, ${page.past.id}::bigint)`}
    order by shown.key, shown.id limit ${page.limit}`.execute(db);
  return rows;
}

export interface MailStanding {
  readonly read_until: Date | null;
  readonly accounts: number;
  readonly failing: number;
}

/** How far the mail of the accounts that one sees is read. */
export async function readMailStanding(db: Kysely<DB>, scope: Scope): Promise<MailStanding> {
  const { rows } = await sql<MailStanding>`
    select case when bool_and(a.last_success_at is not null) then min(a.last_success_at) end as read_until,
      count(*)::int as accounts, count(*) filter (where a.error_code is not null or a.not_kept_since is not null)::int as failing
    from mail_account a where a.state = 'active' and ${scope.account('a')}`.execute(db);
  return rows[0] as MailStanding;
}
