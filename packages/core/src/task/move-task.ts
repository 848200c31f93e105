/** A task that gets another day stays the same task; who is told of it is worked out anew. */
import type { DB } from '@tradepost/db';
import { moveTasks } from '@tradepost/db/queries/settle-tasks';
import type { Transaction } from 'kysely';
import { lateMoments, loadLateRules } from './escalations.ts';
import { NO_ESCALATION } from './raise-task.ts';

export interface Moving {
  readonly id: number;
  readonly customer_id: number | null;
  readonly due_on: string;
  readonly next_escalation_at: Date | null;
  readonly escalation_level: number;
}

/** One. The caller holds it. @param on `YYYY-MM-DD`. */
export async function moveTask(tx: Transaction<DB>, task: Moving, on: string, now: Date): Promise<void> {
  // One that nobody else was ever to be told of stays so.
  const silent = task.next_escalation_at === null && task.escalation_level === 0;
  const grade =
    task.customer_id === null
      ? null
      : (
          await tx
            .selectFrom('customer')
            .select('grade')
            .where('id', '=', task.customer_id)
            .executeTakeFirstOrThrow()
        ).grade;
  const escalatesAt = silent ? NO_ESCALATION : lateMoments(await loadLateRules(tx, now), on, grade);
  await moveTasks(tx, [{ id: task.id, on, escalatesAt }]);
}
