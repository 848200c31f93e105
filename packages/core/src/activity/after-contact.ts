/** What a contact that took place does to its customer, beside what the timeline's entry does by itself. */
import type { ActivityKind, DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { chooseNextContact, touchNextContact } from '../follow-up/touch-next-contact.ts';
import { isContact } from './enter.ts';

export interface Contacted {
  readonly customerId: number;
  readonly kind: ActivityKind;
  /** `YYYY-MM-DD`; wins over the grade's interval. */
  readonly nextDate: string | null;
  /** Whether the author may change the customer's record: else the agreed day stands in the activity alone. */
  readonly mayChange: boolean;
  /** Who recorded it. */
  readonly by: number | null;
}

/** The day of the next contact: the one that was agreed, else by the grade's interval. The caller holds the customer. */
export async function afterContact(
  tx: Transaction<DB>,
  { customerId, kind, nextDate, mayChange, by }: Contacted,
): Promise<void> {
  if (nextDate !== null && mayChange) await chooseNextContact(tx, customerId, nextDate, { by });
  else if (isContact(kind)) await touchNextContact(tx, [customerId]);
}
