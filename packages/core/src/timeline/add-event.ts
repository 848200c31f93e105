/** What happened to a customer's record, told on its timeline beside the mail. */
import type { TimelineEvent } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';

export interface NewEvent {
  readonly customerId: number;
  readonly event: TimelineEvent;
  /** Facts for the sentence that the reader's language makes of it: names as they were, not ids alone. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Null: the system. */
  readonly actorId: number | null;
  readonly occurredAt?: Date;
}

export async function addEvent(tx: Transaction<DB>, entry: NewEvent): Promise<void> {
  await tx
    .insertInto('timeline_entry')
    .values({
      customer_id: entry.customerId,
      occurred_at: entry.occurredAt ?? new Date(),
      kind: 'event',
      event: entry.event,
      detail: JSON.stringify(entry.detail),
      actor_id: entry.actorId,
    })
    .execute();
}
