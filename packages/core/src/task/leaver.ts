/** Nothing is left with a person who has left. */
import type { DB } from '@tradepost/db';
import { reassignTasks } from '@tradepost/db/queries/settle-tasks';
import { sql, type Transaction } from 'kysely';
import { deputyOf } from './deputy.ts';
import { noteTaskEvents } from './task-event.ts';

/** Open tasks moved in one transaction; the rest follows the next day. */
const MOST_AT_ONCE = 20_000;

/**
 * The open tasks of one who cannot sign in any more go to whoever has the customer, else to who leads him.
 * @param userId one; left out: of all of them.
 */
export async function passOnWorkOfLeavers(tx: Transaction<DB>, userId?: number): Promise<void> {
  const { rows } = await sql<{ id: number; assignee_id: number; owner_id: number | null }>`
    select t.id, t.assignee_id, o.id as owner_id
    from app_user u join task t on t.assignee_id = u.id and t.state = 'open'
    left join customer c on c.id = t.customer_id
    left join app_user o on o.id = c.owner_id and o.disabled_at is null
    where u.disabled_at is not null and ${userId === undefined ? sql`true` : sql`u.id = ${userId}`}
    order by t.id limit ${MOST_AT_ONCE}`.execute(tx);
  const deputies = new Map<number, number | null>();
  for (const { assignee_id: id } of rows) if (!deputies.has(id)) deputies.set(id, await deputyOf(tx, id));
  const changes = rows.flatMap(({ id, assignee_id, owner_id }) => {
    const to = owner_id ?? deputies.get(assignee_id) ?? null;
    return to === null ? [] : [{ id, from: assignee_id, to }];
  });
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
