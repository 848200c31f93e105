/** Departments: a tree of names that says who leads whom. Every change of it changes who may see what. */
import type { DB } from '@tradepost/db';
import {
  countAbove,
  DEEPEST,
  type DepartmentRow,
  findDepartment,
  listBranch,
  lockDepartments,
  MOST_DEPARTMENTS,
} from '@tradepost/db/queries/departments';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { notFound, TradepostError } from '../errors.ts';
import { setHeads } from './heads.ts';

/** @throws TradepostError 'conflict' for a name that is there beside it, 'not-found' for the one above. */
export async function createDepartment(
  db: Kysely<DB>,
  actorId: number | null,
  { name, parentId }: { readonly name: string; readonly parentId: number | null },
): Promise<DepartmentRow> {
  return db.transaction().execute(async (tx) => {
    await lockDepartments(tx);
    const { count } = await tx
      .selectFrom('department')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count >= MOST_DEPARTMENTS)
      throw new TradepostError('unprocessable', `There are ${MOST_DEPARTMENTS} departments at most.`);
    await assertPlace(tx, null, name, parentId, 0);
    const row = await tx
      .insertInto('department')
      .values({ name: name.trim(), parent_id: parentId })
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(tx, {
      actorId,
      action: 'department.created',
      subjectKind: 'department',
      subjectId: row.id,
      detail: { name: row.name, parentId },
    });
    return row;
  });
}

export interface DepartmentChanges {
  readonly name?: string;
  /** Null: to the top. */
  readonly parentId?: number | null;
  readonly headIds?: readonly number[];
}

/**
 * @throws TradepostError 'not-found'; 'conflict' for a name that is there beside it, and for a move below itself;
 *   'unprocessable' for a head who is no active manager.
 */
export async function updateDepartment(
  db: Kysely<DB>,
  actorId: number | null,
  id: number,
  changes: DepartmentChanges,
): Promise<DepartmentRow> {
  return db.transaction().execute(async (tx) => {
    await lockDepartments(tx);
    const before = await findDepartment(tx, id);
    if (before === undefined) throw notFound('The department');
    const name = changes.name?.trim() ?? before.name;
    const parentId = changes.parentId === undefined ? before.parent_id : changes.parentId;
    const branch = await listBranch(tx, id);
    if (branch.some((below) => below.id === parentId))
      throw new TradepostError(
        'conflict',
        'A department cannot be moved below itself. Choose another place.',
      );
    await assertPlace(tx, id, name, parentId, Math.max(...branch.map(({ depth }) => depth)));
    const row = await tx
      .updateTable('department')
      .set({ name, parent_id: parentId })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const heads = changes.headIds === undefined ? null : await setHeads(tx, id, changes.headIds);
    await appendAudit(tx, {
      actorId,
      action: 'department.changed',
      subjectKind: 'department',
      subjectId: id,
      detail: {
        name: name === before.name ? undefined : [before.name, name],
        parentId: parentId === before.parent_id ? undefined : [before.parent_id, parentId],
        headsAdded: heads?.added,
        headsRemoved: heads?.removed,
      },
    });
    return row;
  });
}

/** @throws TradepostError 'not-found'; 'conflict' while somebody or something is in it. */
export async function deleteDepartment(db: Kysely<DB>, actorId: number | null, id: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockDepartments(tx);
    const before = await findDepartment(tx, id);
    if (before === undefined) throw notFound('The department');
    const inside = await whatIsInside(tx, id);
    if (inside !== null)
      throw new TradepostError('conflict', `${inside} Move them first; then the department can go.`);
    await tx
      .deleteFrom('department')
      .where('id', '=', id)
      .execute()
      .catch((error: unknown) => {
        // 23503 foreign_key_violation: a rule or a setting of another part names it, or somebody joined just now.
        if ((error as { code?: unknown }).code === '23503')
          throw new TradepostError('conflict', 'Somebody or some rule is still in this department.');
        throw error;
      });
    await appendAudit(tx, {
      actorId,
      action: 'department.deleted',
      subjectKind: 'department',
      subjectId: id,
      detail: { name: before.name, parentId: before.parent_id },
    });
  });
}

async function whatIsInside(tx: Transaction<DB>, id: number): Promise<string | null> {
  const below = await tx
    .selectFrom('department')
    .select('name')
    .where('parent_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (below !== undefined) return `The department "${below.name}" is below it.`;
  const member = await tx
    .selectFrom('app_user')
    .select('name')
    .where('department_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  // A disabled person too: the customers are still looked after by whoever leads the department.
  if (member !== undefined) return `${member.name} is in it.`;
  const invited = await tx
    .selectFrom('invitation')
    .select('email')
    .where('department_id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date())
    .limit(1)
    .executeTakeFirst();
  return invited === undefined ? null : `${invited.email} was invited to it.`;
}

/** @param height of the branch that comes there. */
async function assertPlace(
  tx: Transaction<DB>,
  id: number | null,
  name: string,
  parentId: number | null,
  height: number,
): Promise<void> {
  if (name.trim() === '') throw new TradepostError('invalid-request', 'The name of a department is missing.');
  if (parentId !== null) {
    if ((await findDepartment(tx, parentId)) === undefined) throw notFound('The department above');
    if ((await countAbove(tx, parentId)) + 1 + height >= DEEPEST)
      throw new TradepostError('unprocessable', `Departments lie in ${DEEPEST} levels at most.`);
  }
  const twin = await tx
    .selectFrom('department')
    .select('id')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', eb.fn<string>('lower', [eb.val(name.trim())])))
    .executeTakeFirst();
  if (twin !== undefined && twin.id !== id)
    throw new TradepostError('conflict', `There is a department "${name.trim()}" in this place already.`);
}
