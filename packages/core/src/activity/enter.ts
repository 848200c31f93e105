/**
 * Where an activity stands on the timeline. A plan stands on none: it is listed as what is to come. One that was done
 * stands at its time; a plan that was cancelled at the time of the cancelling, so that the story stays whole.
 */
import type { DB, ActivityKind, Direction } from '@tradepost/db';
import type { Transaction } from 'kysely';

export interface Entered {
  readonly id: number;
  readonly customer_id: number;
  readonly kind: ActivityKind;
  readonly direction: Direction | null;
}

/** Makes the entry, or moves the one that is there. @param actorId whose activity it is. */
export async function enterOnTimeline(
  tx: Transaction<DB>,
  activity: Entered,
  occurredAt: Date,
  actorId: number | null,
): Promise<void> {
  await tx
    .insertInto('timeline_entry')
    .values({
      customer_id: activity.customer_id,
      occurred_at: occurredAt,
      kind: 'activity',
      direction: activity.direction,
      activity_id: activity.id,
      actor_id: actorId,
    })
    .onConflict((oc) =>
      oc
        .column('activity_id')
        .where('activity_id', 'is not', null)
        .doUpdateSet({ occurred_at: occurredAt, direction: activity.direction }),
    )
    .execute();
}

/** A note tells something; the others are contact with the customer. */
export const isContact = (kind: ActivityKind) => kind !== 'note';
