/** The story of a task. */
import type { DB, TaskEventTable } from '@tradepost/db';
import type { Transaction } from 'kysely';

export interface NewTaskEvent {
  readonly taskId: number;
  readonly event: TaskEventTable['event'];
  /** Null: a rule, or a mail. */
  readonly actorId: number | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export async function noteTaskEvents(tx: Transaction<DB>, events: readonly NewTaskEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('task_event')
    .values(
      events.map(({ taskId, event, actorId, detail }) => ({
        task_id: taskId,
        event,
        actor_id: actorId,
        detail: JSON.stringify(detail ?? {}),
      })),
    )
    .execute();
}
