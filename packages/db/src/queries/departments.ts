/** Departments, and who leads whom. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { DB, DepartmentTable } from '../schema.ts';

/** Deeper than any company; a ring, which no code makes, would end here too. */
export const DEEPEST = 20;
/** More than any company has; the tree is shown whole. */
export const MOST_DEPARTMENTS = 2000;

export type DepartmentRow = Selectable<DepartmentTable>;

/** All of them, with who leads them besides and how many active people are in each. */
export async function listDepartments(
  db: Kysely<DB>,
): Promise<(DepartmentRow & { head_ids: number[]; members: number })[]> {
  const { rows } = await sql<DepartmentRow & { head_ids: number[]; members: number }>`
    select d.*, coalesce(h.ids, '[]') as head_ids, coalesce(m.count, 0)::int as members
    from department d
    left join (select department_id, json_agg(user_id order by user_id) as ids from department_head group by 1) h
      on h.department_id = d.id
    left join (
      select department_id, count(*) as count from app_user
      where department_id is not null and disabled_at is null group by 1) m on m.department_id = d.id
    order by lower(d.name), d.id limit ${MOST_DEPARTMENTS}`.execute(db);
  return rows;
}

export function findDepartment(db: Kysely<DB>, id: number): Promise<DepartmentRow | undefined> {
  return db.selectFrom('department').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The shape of the tree does not change until the transaction ends; who only reads it does not wait. */
export async function lockDepartments(tx: Transaction<DB>): Promise<void> {
  await sql`lock table department in share row exclusive mode`.execute(tx);
}

/** A department and all below it, each with its distance; none where it does not exist. */
export async function listBranch(db: Kysely<DB>, id: number): Promise<{ id: number; depth: number }[]> {
  const { rows } = await sql<{ id: number; depth: number }>`
    with recursive branch as (
      select d.id, 0 as depth from department d where d.id = ${id}
      union all
      select d.id, branch.depth + 1 from department d join branch on d.parent_id = branch.id
      where branch.depth < ${DEEPEST}
    )
    select id, depth from branch`.execute(db);
  return rows;
}

/** How many departments are above this one. */
export async function countAbove(db: Kysely<DB>, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with recursive above as (
      select d.parent_id, 0 as depth from department d where d.id = ${id}
      union all
      select d.parent_id, above.depth + 1 from department d join above on d.id = above.parent_id
      where above.depth < ${DEEPEST}
    )
    select max(depth)::int as count from above`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Everyone in the departments that a manager leads: his own, those he heads, and all below them. Disabled people
 * too: their customers are still to be looked after.
 */
export async function listTeam(db: Kysely<DB>, managerId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive led as (
      select d.id, 1 as depth from department d
      where d.id = (select department_id from app_user where id = ${managerId})
         or d.id in (select department_id from department_head where user_id = ${managerId})
      union
      select d.id, led.depth + 1 from department d join led on d.parent_id = led.id where led.depth < ${DEEPEST}
    )
    select u.id from app_user u where u.department_id in (select id from led)
    order by u.id limit 10000`.execute(db);
  return rows.map(({ id }) => id);
}

/**
 * Who is told of what concerns a person: the active managers nearest above, in his department or the next one up
 * that has any; then the managers of the whole company.
 */
export async function listManagersOf(db: Kysely<DB>, userId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number; depth: number }>`
    with recursive above as (
      select d.id, d.parent_id, 0 as depth from department d
      where d.id = (select department_id from app_user where id = ${userId})
      union all
      select d.id, d.parent_id, above.depth + 1 from department d join above on d.id = above.parent_id
      where above.depth < ${DEEPEST}
    ), heads as (
      select u.id, above.depth from above join app_user u on u.department_id = above.id and u.role = 'manager'
      where u.disabled_at is null and u.id <> ${userId}
      union
      select u.id, above.depth from above
      join department_head h on h.department_id = above.id join app_user u on u.id = h.user_id
      where u.disabled_at is null and u.role = 'manager' and u.id <> ${userId}
      union
      select u.id, ${DEEPEST + 1} from app_user u
      where u.role = 'manager' and u.department_id is null and u.disabled_at is null and u.id <> ${userId}
    )
    select id, depth from heads where depth = (select min(depth) from heads) order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** The company's active owners. */
export async function listOwners(db: Kysely<DB>): Promise<number[]> {
  const rows = await db
    .selectFrom('app_user')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
