/** What people have to do. */
import { type Kysely, type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { DB, Grade, Stage, TaskEventTable, TaskKind, TaskOutcome, TaskTable } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface TaskRowInput {
  readonly kind: TaskKind;
  readonly customer_id: number | null;
  readonly assignee_id: number;
  readonly subject_key: string;
  readonly message_id: number | null;
  readonly contact_id: number | null;
  readonly mark_id: number | null;
  readonly title: string | null;
  readonly note: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly due_on: string;
  readonly due_at: string | null;
  readonly escalates_at: readonly (string | null)[];
  readonly created_by: number | null;
}

/** In the order of customers, so that two who raise the same wait for each other in a line. @returns the new ones' ids. */
export async function insertTasks(tx: Transaction<DB>, rows: readonly TaskRowInput[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const { rows: made } = await sql<{ id: number }>`
    insert into task (kind, customer_id, assignee_id, subject_key, message_id, contact_id, mark_id, title, note, detail,
      due_on, due_at, first_due_on, escalates_at, created_by, given_at)
    select r.kind, r.customer_id, r.assignee_id, r.subject_key, r.message_id, r.contact_id, r.mark_id, r.title, r.note,
      coalesce(r.detail, '{}'), r.due_on, r.due_at, r.due_on, r.escalates_at, r.created_by,
      case when r.kind = 'todo' then now() end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, customer_id bigint, assignee_id bigint,
      subject_key text, message_id bigint, contact_id bigint, mark_id bigint, title text, note text, detail jsonb,
      due_on date, due_at timestamptz, escalates_at timestamptz[], created_by bigint)
    order by r.customer_id, r.kind, r.subject_key
    on conflict (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo' do nothing
    returning id`.execute(tx);
  return made.map(({ id }) => id);
}

/** In the order of ids. @returns those that were open. */
export async function closeOpenTasks(
  tx: Transaction<DB>,
  ids: readonly number[],
  end: {
    readonly outcome: TaskOutcome;
    readonly by: number | null;
    readonly note: string | null;
    readonly messageId: number | null;
    readonly activityId: number | null;
    readonly at: Date | null;
    readonly workingSeconds: number | null;
  },
): Promise<number[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    with open as (
      select id from task where id = any(${[...ids]}::bigint[]) and state = 'open' order by id for update
    )
    update task t set state = 'closed', outcome = ${end.outcome}, closed_by = ${end.by}, close_note = ${end.note},
      closing_message_id = ${end.messageId}, closing_activity_id = ${end.activityId},
      working_seconds = ${end.workingSeconds},
      closed_at = greatest(t.created_at, coalesce(${end.at}::timestamptz, now()))
    from open where t.id = open.id
    returning t.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** May be seen by the asker; `may_act` says whether he may close and change it. */
export type LockedTask = Selectable<TaskTable> & { readonly may_act: boolean };

/** The row and before it its customer's, locked until the end of the transaction: as every change of a customer does. */
export async function lockTask(
  tx: Transaction<DB>,
  scope: Scope,
  id: number,
): Promise<LockedTask | undefined> {
  await sql`
    select 1 from customer c where c.id = (select customer_id from task t where t.id = ${id} and ${scope.task('t')})
    for no key update`.execute(tx);
  const { rows } = await sql<LockedTask>`
    select t.*, ${scope.taskChanges('t')} as may_act from task t
    where t.id = ${id} and ${scope.task('t')} for update`.execute(tx);
  return rows[0];
}

export interface TaskRow extends Selectable<TaskTable> {
  readonly assignee_name: string;
  readonly created_by_name: string | null;
  readonly closed_by_name: string | null;
  readonly contact_name: string | null;
  /** Null where the asker may not read it. */
  readonly seen_message_id: number | null;
  readonly message_subject: string | null;
  readonly may_act: boolean;
  readonly customer_name: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly time_zone: string | null;
  readonly grade: Grade | null;
  readonly stage: Stage | null;
  readonly key_account: boolean | null;
}

/** `t` is the task, `c` its customer. */
export const taskColumns = (scope: Scope) => sql`
  t.*, (select name from app_user where id = t.assignee_id) as assignee_name,
  (select name from app_user where id = t.created_by) as created_by_name,
  (select name from app_user where id = t.closed_by) as closed_by_name,
  (select coalesce(k.name, k.local_name) from contact k where k.id = t.contact_id) as contact_name,
  seen.id as seen_message_id, seen.subject as message_subject, ${scope.taskChanges('t')} as may_act,
  c.name as customer_name, c.country, c.region, c.city, c.time_zone, c.grade, c.stage, c.key_account`;

/** The mail that it is about, where the asker may read it. */
export const seenMessage = (scope: Scope) => sql`
  left join lateral (select m.id, m.subject from message m where m.id = t.message_id and ${scope.message('m')}) seen
    on true`;

export async function findTask(db: Kysely<DB>, scope: Scope, id: number): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${taskColumns(scope)} from task t left join customer c on c.id = t.customer_id ${seenMessage(scope)}
    where t.id = ${id} and ${scope.task('t')}`.execute(db);
  return rows[0];
}

export interface TaskFilter {
  /** Whose; `all` everybody's in the scope. */
  readonly assignees: readonly number[] | 'all';
  readonly customerId: number | null;
  readonly kinds: readonly TaskKind[] | null;
  readonly state: 'open' | 'closed';
  /** Due on that day or before, before it, after it, or whenever. */
  readonly due: { readonly until: string } | { readonly before: string } | { readonly after: string } | null;
}

/** Open ones: the longest due first. Closed ones: the newest first. */
export async function listTasks(
  db: Kysely<DB>,
  scope: Scope,
  filter: TaskFilter,
  page: { readonly past: { readonly key: string; readonly id: number } | null; readonly limit: number },
): Promise<(TaskRow & { readonly page_key: string })[]> {
  const { assignees, customerId, kinds, due } = filter;
  const open = filter.state === 'open';
  const conditions: RawBuilder<unknown>[] = [sql`t.state = ${sql.lit(filter.state)}`, scope.task('t')];
  if (assignees !== 'all') conditions.push(sql`t.assignee_id = any(${[...assignees]}::bigint[])`);
  if (customerId !== null) conditions.push(sql`t.customer_id = ${customerId}`);
  if (kinds !== null) conditions.push(sql`t.kind = any(${[...kinds]}::text[])`);
  if (due !== null && 'until' in due) conditions.push(sql`t.due_on <= ${due.until}::date`);
  if (due !== null && 'before' in due) conditions.push(sql`t.due_on < ${due.before}::date`);
  if (due !== null && 'after' in due) conditions.push(sql`t.due_on > ${due.after}::date`);
  if (page.past !== null)
    conditions.push(
      open
        ? sql`(t.due_on, t.id) > (${page.past.key}::date, ${page.past.id}::bigint)`
        : sql`(t.closed_at, t.id) < (${page.past.key}::timestamptz, ${page.past.id}::bigint)`,
    );
  const { rows } = await sql<TaskRow & { page_key: string }>`
    select ${taskColumns(scope)}, ${open ? sql`t.due_on` : sql`t.closed_at`}::text as page_key
    from task t left join customer c on c.id = t.customer_id ${seenMessage(scope)}
    where ${sql.join(conditions, sql` and `)}
    order by ${open ? sql`t.due_on, t.id` : sql`t.closed_at desc, t.id desc`} limit ${page.limit}`.execute(
    db,
  );
  return rows;
}

/** Tasks shown of one conversation. */
const MOST_OF_THREAD = 10;

/** Answers and the promises of them that hang on a thread: open, or closed since; the open ones first. */
export async function listTasksOfThread(
  db: Kysely<DB>,
  scope: Scope,
  threadId: number,
  closedSince: Date,
): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${taskColumns(scope)}
    from task t left join customer c on c.id = t.customer_id ${seenMessage(scope)}
    where t.kind in ('answer', 'promise') and t.subject_key in (${String(threadId)}, ${`answer:${threadId}`})
      and (t.state = 'open' or t.closed_at > ${closedSince}) and ${scope.task('t')}
    order by t.state desc, t.id desc limit ${MOST_OF_THREAD}`.execute(db);
  return rows;
}

/** Events shown of one task. */
const MOST_EVENTS = 200;

export interface TaskEventRow {
  readonly at: Date;
  readonly event: TaskEventTable['event'];
  readonly actor_name: string | null;
  readonly detail: Record<string, unknown>;
}

/** The newest first. The caller has proved that the task may be seen. */
export async function listTaskEvents(db: Kysely<DB>, taskId: number): Promise<TaskEventRow[]> {
  const { rows } = await sql<TaskEventRow>`
    select e.at, e.event, u.name as actor_name, e.detail from task_event e left join app_user u on u.id = e.actor_id
    where e.task_id = ${taskId} order by e.id desc limit ${MOST_EVENTS}`.execute(db);
  return rows;
}
