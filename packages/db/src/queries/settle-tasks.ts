/** What is open with customers that have changed, and the changes of it, set by set. */
import { type Kysely, type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { DB, Grade, TaskKind } from '../schema.ts';

export interface TaskToSettle {
  readonly id: number;
  readonly kind: TaskKind;
  readonly customer_id: number;
  readonly assignee_id: number;
  readonly due_on: string;
  readonly contact_before: Date | null;
  readonly grade: Grade | null;
  /** It is with another, from before the customer's present salesperson got the customer. */
  readonly to_new_owner: boolean;
}

/**
 * An open task `t` that was this person's, and that only stands in for him who has it: it passed on by itself when the
 * person left (task/leaver.ts), and nobody has given it to anybody since.
 */
export const passedOnBy = (
  userId: RawBuilder<unknown>,
): RawBuilder<SqlBool> => sql<SqlBool>`(t.given_at is null and exists (
  select from task_event passed where passed.task_id = t.id and passed.event = 'assigned' and passed.actor_id is null
    and (passed.detail ->> 'fromId')::bigint = ${userId} and (passed.detail ->> 'toId')::bigint = t.assignee_id))`;

/**
 * The open tasks of these customers that a change may concern: all where nobody follows one, or where it has changed
 * hands; else its follow-up and first contact. What a third person was given,
 * or has promised, stays his.
 */
export async function listTasksToSettle(
  db: Kysely<DB>,
  customerIds: readonly number[],
): Promise<TaskToSettle[]> {
  const { rows } = await sql<TaskToSettle>`
    select * from (
      select t.id, t.kind, t.customer_id, t.assignee_id, t.due_on, t.contact_before, c.grade,
        o.id is not null and t.assignee_id <> o.id and (t.given_at is null or t.given_at <= c.owned_since)
          and (t.kind not in ('todo', 'complaint', 'promise') or t.assignee_id is not distinct from c.former_owner_id
            or ${passedOnBy(sql`c.former_owner_id`)})
          as to_new_owner,
        followed(c.owner_id, c.archived_at, c.merged_into_id) as followed
      from task t join customer c on c.id = t.customer_id
      left join app_user o on o.id = c.owner_id and o.disabled_at is null and o.role <> 'reader'
      where t.state = 'open' and t.customer_id = any(${[...customerIds]}::bigint[])) open
    where kind in ('follow-up', 'new-customer') or to_new_owner or not followed
    order by customer_id, id`.execute(db);
  return rows;
}

export interface ClosingContact {
  readonly customer_id: number;
  readonly message_id: number | null;
  readonly activity_id: number | null;
  readonly actor_id: number | null;
}

/** The newest contact with each: the mail that a person sent, or the recorded one. */
export async function findClosingContacts(
  db: Kysely<DB>,
  customerIds: readonly number[],
): Promise<ClosingContact[]> {
  const { rows } = await sql<ClosingContact>`
    select c.id as customer_id, te.message_id, te.activity_id, te.actor_id
    from customer c cross join lateral (
      select te.message_id, te.activity_id, te.actor_id from timeline_entry te
      where te.customer_id = c.id and te.occurred_at = c.last_contact_at and te.kind in ('mail', 'activity')
        and te.direction is distinct from 'inbound'
      order by te.id desc limit 1) te
    where c.id = any(${[...new Set(customerIds)]}::bigint[])`.execute(db);
  return rows;
}

/** In the order of ids. */
export async function moveTasks(
  tx: Transaction<DB>,
  moves: readonly {
    readonly id: number;
    readonly on: string;
    readonly escalatesAt: readonly (Date | null)[];
  }[],
): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ id, on, escalatesAt }) => ({ id, due_on: on, escalates_at: escalatesAt }));
  await sql`
    with moved as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id bigint, due_on date, escalates_at timestamptz[])
    ), locked as (select t.id from task t join moved on moved.id = t.id order by t.id for update of t)
    update task t set due_on = moved.due_on, escalates_at = moved.escalates_at, escalation_level = 0
    from moved, locked where t.id = moved.id and locked.id = t.id and t.state = 'open'`.execute(tx);
}

/** In the order of ids. */
export async function reassignTasks(
  tx: Transaction<DB>,
  changes: readonly { readonly id: number; readonly to: number }[],
): Promise<void> {
  if (changes.length === 0) return;
  const sorted = [...changes].sort((a, b) => a.id - b.id);
  await sql`
    with locked as (
      select id from task where id = any(${sorted.map(({ id }) => id)}::bigint[]) and state = 'open'
      order by id for update
    )
    update task t set assignee_id = r.assignee, given_at = null
    from unnest(${sorted.map(({ id }) => id)}::bigint[], ${sorted.map(({ to }) => to)}::bigint[]) as r(id, assignee), locked
    where t.id = r.id and locked.id = t.id`.execute(tx);
}
