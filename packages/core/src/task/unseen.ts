/** Nothing to be done is left with a person who may not see the customer any more: it would be in nobody's list. */
import type { DB } from '@tradepost/db';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { loadViewer } from '../users/load-viewer.ts';
import { visibleCustomers } from '../visibility/scope.ts';
import { deputyOf } from './deputy.ts';
import { passOn } from './leaver.ts';
import { poolKeeperOf } from './pool-keeper.ts';

/** People asked for at once; all of them are looked at. */
const PAGE = 500;
/** Of one person; the rest follows the next day. */
const MOST_AT_ONCE = 20_000;

/**
 * Open tasks and plans of those who have lost sight of the customer, by another department, another role, or as no
 * collaborator any more, go to its salesperson, or to who leads him where he has left. With a customer of the public pool
 * what is owed to the customer goes to who looks after the pool; plans wait for who claims it.
 * @param userId one; left out: of all.
 */
export async function passOnUnseen(tx: Transaction<DB>, userId?: number): Promise<void> {
  for (let after = 0, more = true; more; ) {
    const people = await listConcerned(tx, after, userId);
    for (const person of people) {
      const unseen = sql`not ${visibleCustomers(await loadViewer(tx, person), 'c')}`;
      await passOnOf(tx, person.id, unseen);
    }
    after = people.at(-1)?.id ?? after;
    more = people.length === PAGE;
  }
}

interface Concerned {
  readonly id: number;
  readonly role: 'manager';
  readonly department_id: number | null;
}

/** Who has something to do with another's customer, and may not see every one. */
async function listConcerned(tx: Transaction<DB>, after: number, userId?: number): Promise<Concerned[]> {
  const { rows } = await sql<Concerned>`
    select u.id, u.role, u.department_id from app_user u
    where u.id > ${after} and ${userId === undefined ? sql`true` : sql`u.id = ${userId}`}
      and u.disabled_at is null and u.role not in ('owner', 'admin', 'reader') and exists (
        select from (
          select t.customer_id from task t where t.assignee_id = u.id and t.state = 'open'
          union all
          select y.customer_id from activity y where y.assignee_id = u.id and y.state = 'planned') work
        join customer c on c.id = work.customer_id and c.owner_id is distinct from u.id
        where not exists (
          select from customer_collaborator co where co.customer_id = c.id and co.user_id = u.id))
    order by u.id limit ${PAGE}`.execute(tx);
  return rows;
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
    where c.owner_id is distinct from ${userId} and (c.owner_id is not null or work.owed) and ${unseen}
    order by work.plan, work.id limit ${MOST_AT_ONCE}`.execute(tx);
  const heirs = new Map<number | null, number | null>();
  const heirOf = async (ownerId: number | null, works: boolean) => {
    if (ownerId !== null && works) return ownerId;
    if (!heirs.has(ownerId))
      heirs.set(ownerId, ownerId === null ? await poolKeeperOf(tx, userId) : await deputyOf(tx, ownerId));
    return heirs.get(ownerId) ?? null;
  };
  const tasks: { id: number; from: number; to: number }[] = [];
  const plans: { id: number; to: number }[] = [];
  for (const { id, owner_id: ownerId, works, plan } of rows) {
    const to = await heirOf(ownerId, works);
    if (to === null || to === userId) continue;
    if (plan) plans.push({ id, to });
    else tasks.push({ id, from: userId, to });
  }
  await passOn(tx, tasks);
  if (plans.length > 0)
    await sql`
      update activity y set assignee_id = r.heir, updated_at = now()
      from unnest(${plans.map(({ id }) => id)}::bigint[], ${plans.map(({ to }) => to)}::bigint[]) as r(id, heir)
      where y.id = r.id`.execute(tx);
}
