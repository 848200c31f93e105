/** Tasks of which somebody else is to be told. */
import { sql, type Transaction } from 'kysely';
import type { DB, Role, TaskKind } from '../schema.ts';

export interface LateTask {
  readonly id: number;
  readonly kind: TaskKind;
  readonly customer_id: number | null;
  readonly assignee_id: number;
  readonly assignee_name: string;
  readonly assignee_role: Role;
  readonly title: string | null;
  readonly due_on: string;
  /** The level that is told now. */
  readonly level: number;
  /** The moment of that level. */
  readonly told_at: Date;
}

/**
 * Takes those whose moment has come one level up. Whoever holds a task or its customer is passed by: the next sweep
 * comes in seconds.
 * @param of those with a customer, or those without.
 */
export async function claimLate(
  tx: Transaction<DB>,
  of: { readonly customers: boolean; readonly now: Date; readonly limit: number },
): Promise<LateTask[]> {
  const late = of.customers
    ? sql`select t.id from task t join customer c on c.id = t.customer_id
        where t.state = 'open' and t.next_escalation_at <= ${of.now}
        order by t.next_escalation_at, t.id limit ${of.limit} for key share of c skip locked for update of t skip locked`
    : sql`select t.id from task t
        where t.state = 'open' and t.next_escalation_at <= ${of.now} and t.customer_id is null
        order by t.next_escalation_at, t.id limit ${of.limit} for update of t skip locked`;
  const { rows } = await sql<LateTask>`
    with late as materialized (${late}), told as (
      update task t set escalation_level = case
        when t.escalation_level < 1 and t.escalates_at[1] is not null then 1
        when t.escalation_level < 2 and t.escalates_at[2] is not null then 2 else 3 end
      from late where t.id = late.id
      returning t.*)
    select t.id, t.kind, t.customer_id, t.assignee_id, u.name as assignee_name, u.role as assignee_role, t.title,
      t.due_on, t.escalation_level as level, t.escalates_at[t.escalation_level] as told_at
    from told t join app_user u on u.id = t.assignee_id order by t.id`.execute(tx);
  return rows;
}
