/** A mail on a customer's timeline because a person says so. */
import type { DB, Direction } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';

export interface FiledMessage {
  readonly id: number;
  readonly occurred_at: Date;
  readonly direction: Direction;
}

/** @returns the filing's id; null where it is filed there already. */
export async function putOnTimeline(
  tx: Transaction<DB>,
  message: FiledMessage,
  customerId: number,
  userId: number | null,
): Promise<number | null> {
  const filed = await tx
    .insertInto('filing')
    .values({
      message_id: message.id,
      customer_id: customerId,
      rule: 'manual',
      confidence: 1,
      filed_by: userId,
    })
    .onConflict((oc) => oc.columns(['message_id', 'customer_id']).where('undone_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (filed === undefined) return null;
  await tx
    .insertInto('timeline_entry')
    .values({
      customer_id: customerId,
      occurred_at: message.occurred_at,
      kind: 'mail',
      direction: message.direction,
      message_id: message.id,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
  await touchNextContact(tx, [customerId]);
  return filed.id;
}
