/** Nothing is left with a person who has left, or only reads. */
import type { DB } from '@tradepost/db';
import { passedOnBy, reassignTasks } from '@tradepost/db/queries/settle-tasks';
import { sql, type Transaction } from 'kysely';
import { deputyOf } from './deputy.ts';
import { noteTaskEvents } from './task-event.ts';

/** Open tasks moved in one transaction; the rest follows the next day. */
const MOST_AT_ONCE = 20_000;

/**
 * The open tasks of one who can do none of them go to whoever has the customer, else to who leads him; what he has planned
 * with colleagues' customers goes to them. What he has planned with his own is handed over with them.
 * @param userId one; left out: of all of them.
 */
export async function passOnWorkOfLeavers(tx: Transaction<DB>, userId?: number): Promise<void> {
  const { rows } = await sql<{ id: number; assignee_id: number; owner_id: number | null }>`
    select t.id, t.assignee_id, o.id as owner_id
    from app_user u join task t on t.assignee_id = u.id and t.state = 'open'
    left join customer c on c.id = t.customer_id
    left join app_user o on o.id = c.owner_id and o.disabled_at is null and o.role <> 'reader'
    where (u.disabled_at is not null or u.role = 'reader') and ${userId === undefined ? sql`true` : sql`u.id = ${userId}`}
    order by t.id limit ${MOST_AT_ONCE}`.execute(tx);
  const deputies = new Map<number, number | null>();
  for (const { assignee_id: id } of rows) if (!deputies.has(id)) deputies.set(id, await deputyOf(tx, id));
  const changes = rows.flatMap(({ id, assignee_id, owner_id }) => {
    const to = owner_id ?? deputies.get(assignee_id) ?? null;
    return to === null ? [] : [{ id, from: assignee_id, to }];
  });
  await passOn(tx, changes);
  await sql`
    update activity y set assignee_id = o.id, updated_at = now()
    from app_user u, customer c, app_user o
    where y.assignee_id = u.id and y.state = 'planned' and (u.disabled_at is not null or u.role = 'reader')
      and ${userId === undefined ? sql`true` : sql`u.id = ${userId}`}
      and c.id = y.customer_id and o.id = c.owner_id and o.disabled_at is null and o.role <> 'reader'`.execute(
    tx,
  );
}

/** Who is back, and has his customers still, has again what passed on when he went. */
export async function returnWork(tx: Transaction<DB>, userId: number): Promise<void> {
  const { rows } = await sql<{ id: number; from: number }>`
    select t.id, t.assignee_id as from from task t left join customer c on c.id = t.customer_id
    where t.state = 'open' and t.assignee_id <> ${userId} and (c.id is null or c.owner_id = ${userId})
      and ${passedOnBy(sql`${userId}::bigint`)}
    order by t.id limit ${MOST_AT_ONCE}`.execute(tx);
  await passOn(
    tx,
    rows.map((row) => ({ ...row, to: userId })),
  );
}

/** A person's open tasks with one customer, to another: he sees the customer no more. */
export async function passOnTasks(
  tx: Transaction<DB>,
  customerId: number,
  from: number,
  to: number,
): Promise<void> {
  const tasks = await tx
    .selectFrom('task')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('assignee_id', '=', from)
    .where('state', '=', 'open')
    .execute();
  await passOn(
    tx,
    tasks.map(({ id }) => ({ id, from, to })),
  );
}

/** By themselves: nobody has given them. */
export async function passOn(
  tx: Transaction<DB>,
  changes: readonly { readonly id: number; readonly from: number; readonly to: number }[],
): Promise<void> {
  await reassignTasks(tx, changes);
  await noteTaskEvents(
    tx,
    changes.map(({ id, from, to }) => ({
      taskId: id,
      event: 'assigned' as const,
      actorId: null,
      detail: { fromId: from, toId: to },
    })),
  );
}
