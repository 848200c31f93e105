/** Whose customers a department's are. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** Deeper than any company. */
const DEEPEST = 20;

/** Everybody of these departments and of those below them; who has left, too: his customers are still there. */
export async function listPeopleOf(db: Kysely<DB>, departments: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive branch as (
      select d.id, 0 as depth from department d where d.id = any(${[...departments]}::bigint[])
      union
      select d.id, branch.depth + 1 from department d join branch on d.parent_id = branch.id
      where branch.depth < ${DEEPEST}
    )
    select u.id from app_user u where u.department_id in (select id from branch) order by u.id`.execute(db);
  return rows.map((row) => row.id);
}
