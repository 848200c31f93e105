/** The one way to a task before it is changed. */
import type { DB } from '@tradepost/db';
import { type LockedTask, lockTask } from '@tradepost/db/queries/tasks';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Transaction } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';

/**
 * The row as it stands, locked until the end of the transaction, its customer before it.
 * @throws TradepostError 'not-found' where one may not know of it; 'forbidden' where one may only read it; 'conflict'
 *   with the outcome in `details` where it is closed.
 */
export async function lockOpenTask(tx: Transaction<DB>, scope: Scope, id: number): Promise<LockedTask> {
  const task = await lockTask(tx, scope, id);
  if (task === undefined) throw notFound('The task');
  if (!task.may_act)
    throw new TradepostError(
      'forbidden',
      'This is a colleague’s task. Who has it, or who may change the customer, can change it.',
    );
  if (task.state === 'closed')
    throw new TradepostError('conflict', 'This task is closed already.', {
      details: { outcome: task.outcome, closedAt: task.closed_at?.toISOString() },
    });
  return task;
}
