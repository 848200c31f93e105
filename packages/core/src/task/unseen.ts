/** Nothing to be done is left with a person who may not see the customer any more: it would be in nobody's list. */
import type { DB } from '@tradepost/db';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { loadViewer } from '../users/load-viewer.ts';
import { visibleCustomers } from '../visibility/scope.ts';
import { deputyOf } from './deputy.ts';
import { passOn } from './leaver.ts';
import { poolKeeperOf } from './pool-keeper.ts';

/** People looked at in one transaction; the rest follows the next day. */
const MOST_PEOPLE = 500;

/**
 * Open tasks and plans of those who have lost sight of the customer, by another department, another role, or as no
 * collaborator any more, go to its salesperson, or to who leads him where he has left. With a customer of the public pool
 * what is owed to the customer goes to who looks after the pool; plans wait for who claims it.
 * @param userId one; left out: of all.
 */
export async function passOnUnseen(tx: Transaction<DB>, userId?: number): Promise<void> {
  const { rows: people } = await sql<{ id: number; role: 'manager'; department_id: number | null }>`
    select u.id, u.role, u.department_id from app_user u
    where ${userId === undefined ? sql`true` : sql`u.id = ${userId}`}
      and u.disabled_at is null and u.role not in ('owner', 'admin', 'reader') and exists (
        select from (
          select t.customer_id from task t where t.assignee_id = u.id and t.state = 'open'
          union all
          select y.customer_id from activity y where y.assignee_id = u.id and y.state = 'planned') work
        join customer c on c.id = work.customer_id and c.owner_id is distinct from u.id
        where not exists (
          select from customer_collaborator co where co.customer_id = c.id and co.user_id = u.id))
    order by u.id limit ${MOST_PEOPLE}`.execute(tx);
  for (const person of people) {
    const unseen = sql`not ${visibleCustomers(await loadViewer(tx, person), 'c')}`;
    await passOnOf(tx, person.id, unseen);
  }
}

/** @param unseen on `c`, a row of `customer`. */
async function passOnOf(tx: Transaction<DB>, userId: number, unseen: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: number; owner_id: number | null; works: boolean; plan: boolean }>`
    select work.id, c.owner_id, coalesce(o.disabled_at is null and o.role <> 'reader', false) as works, work.plan from (
      select t.id, t.customer_id, false as plan, t.kind <> 'todo' or t.created_by is distinct from ${userId} as owed
      from task t where t.assignee_id = ${userId} and t.state = 'open'
      union all
      select y.id, y.customer_id, true, false from activity y where y.assignee_id = ${userId} and y.state = 'planned') work
    join customer c on c.id = work.customer_id left join app_user o on o.id = c.owner_id
    where c.owner_id is distinct from ${userId} and (c.owner_id is not null or work.owed) and ${unseen} order by work.plan, work.id`.execute(
    tx,
  );
  const tasks: { id: number; from: number; to: number }[] = [];
  for (const { id, owner_id: ownerId, works, plan } of rows) {
    const to =
      ownerId === null ? await poolKeeperOf(tx, userId) : works ? ownerId : await deputyOf(tx, ownerId);
    if (to === null || to === userId) continue;
    if (!plan) tasks.push({ id, from: userId, to });
    else
      await tx
        .updateTable('activity')
        .set({ assignee_id: to, updated_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute();
  }
  await passOn(tx, tasks);
}
