/** Managers who lead a department besides those whose own department it is. */
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { TradepostError } from '../errors.ts';

/** @throws TradepostError 'unprocessable' for one who is no active manager. */
export async function setHeads(
  tx: Transaction<DB>,
  departmentId: number,
  userIds: readonly number[],
): Promise<{ added: number[]; removed: number[] }> {
  const wanted = new Set(userIds);
  const before = await tx
    .selectFrom('department_head')
    .select('user_id')
    .where('department_id', '=', departmentId)
    .execute();
  const known = new Set(before.map((row) => row.user_id));
  const added = [...wanted.difference(known)];
  const removed = [...known.difference(wanted)];
  if (added.length > 0) {
    const managers = await tx
      .selectFrom('app_user')
      .select('id')
      .where('id', 'in', added)
      .where('role', '=', 'manager')
      .where('disabled_at', 'is', null)
      .forShare()
      .execute();
    if (managers.length < added.length)
      throw new TradepostError(
        'unprocessable',
        'Only an active sales manager can lead a department. Change the role first.',
      );
    await tx
      .insertInto('department_head')
      .values(added.map((user_id) => ({ department_id: departmentId, user_id })))
      .execute();
  }
  if (removed.length > 0)
    await tx
      .deleteFrom('department_head')
      .where('department_id', '=', departmentId)
      .where('user_id', 'in', removed)
      .execute();
  return { added, removed };
}

/** Of one who is a manager no more: made one again, he leads nothing by what was before. */
export async function removeHeadships(tx: Transaction<DB>, userId: number): Promise<number[]> {
  const rows = await tx
    .deleteFrom('department_head')
    .where('user_id', '=', userId)
    .returning('department_id')
    .execute();
  return rows.map((row) => row.department_id);
}
