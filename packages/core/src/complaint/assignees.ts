/** Who can be given a complaint of a customer: active colleagues who see it. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { leads, type Viewer } from '../users/viewer.ts';
import { loadViewer } from '../users/load-viewer.ts';

export interface Assignee {
  readonly id: number;
  readonly name: string;
  readonly role: Viewer['role'];
  readonly isOwner: boolean;
}

/** More people than see one customer in any company. */
const MOST = 200;

/** The caller has proved that the customer may be seen. The salesperson first, then by name. */
export async function listAssignees(db: Kysely<DB>, customerId: number): Promise<Assignee[]> {
  const { rows } = await sql<{
    id: number;
    name: string;
    role: Viewer['role'];
    department_id: number | null;
    owner_id: number | null;
    works: boolean;
  }>`
    select u.id, u.name, u.role, u.department_id, c.owner_id,
      u.id = c.owner_id or u.role in ('owner', 'admin') or exists (
        select 1 from customer_collaborator co where co.customer_id = c.id and co.user_id = u.id) as works
    from customer c cross join app_user u
    where c.id = ${customerId} and u.disabled_at is null and u.role <> 'reader'
      and (u.id = c.owner_id or u.role in ('owner', 'admin', 'manager') or exists (
        select 1 from customer_collaborator co where co.customer_id = c.id and co.user_id = u.id))
    order by (u.id = c.owner_id) desc nulls last, lower(u.name), u.id limit ${MOST}`.execute(db);
  const seen: Assignee[] = [];
  for (const { works, owner_id: ownerId, department_id, ...user } of rows) {
    const sees = works || leads(await loadViewer(db, { ...user, department_id }), ownerId);
    if (sees) seen.push({ ...user, isOwner: user.id === ownerId });
  }
  return seen;
}
