/** The history of a customer's names, grade, stage, owner, relationship and key account: who, when, from what, why. */
import type { ChangedField, DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { addEvent } from '../timeline/add-event.ts';

export interface Change {
  readonly customerId: number;
  readonly field: ChangedField;
  /** As text; for an owner the name. */
  readonly from: string | null;
  readonly to: string | null;
  readonly reason?: string | null;
  readonly actorId: number | null;
}

/** What stands on the timeline, too; a name stands in the history alone. */
const EVENT_OF = {
  name: null,
  'local-name': null,
  grade: 'grade-changed',
  stage: 'stage-changed',
  owner: 'owner-changed',
  relationship: 'relationship-changed',
  'key-account': 'key-account-changed',
  pool: 'pool-changed',
} as const satisfies Record<ChangedField, string | null>;

/** What the day of the next contact hangs on. */
const MOVES_NEXT_CONTACT: ReadonlySet<ChangedField> = new Set(['grade', 'owner', 'pool']);

/** In the transaction that makes the change, after it; nothing is written where nothing changed. */
export async function recordChange(tx: Transaction<DB>, change: Change): Promise<void> {
  const { customerId, field, from, to, actorId } = change;
  // Two people may bear one name: the owner changes though the names are the same.
  if (MOVES_NEXT_CONTACT.has(field)) await touchNextContact(tx, [customerId]);
  if (from === to) return;
  const reason = change.reason ?? null;
  await tx
    .insertInto('customer_change')
    .values({
      customer_id: customerId,
      field,
      old_value: from,
      new_value: to,
      reason,
      actor_id: actorId,
      // Not when the transaction began: who waited for the row changed it later.
      at: sql<Date>`clock_timestamp()`,
    })
    .execute();
  const event = EVENT_OF[field];
  if (event !== null) await addEvent(tx, { customerId, event, detail: { from, to, reason }, actorId });
}
