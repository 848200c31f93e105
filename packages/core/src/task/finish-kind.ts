/** What else is true once a person says that a task is done, by its kind. */
import type { DB } from '@tradepost/db';
import type { LockedTask } from '@tradepost/db/queries/tasks';
import { sql, type Transaction } from 'kysely';
import type { Actor } from '../customers/create.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { TradepostError } from '../errors.ts';
import { touchRecord } from '../customers/contacts.ts';
import { setMarkState } from '../promise/mark-state.ts';
import { stampVerified } from '../record/review.ts';

/** @throws TradepostError 'forbidden' where the record would have to be changed by one who only reads it. */
export async function finishKind(
  tx: Transaction<DB>,
  { viewer, scope }: Actor,
  task: LockedTask,
): Promise<void> {
  if (task.customer_id === null) return;
  if (task.kind === 'promise' && task.mark_id !== null)
    await setMarkState(tx, task.mark_id, 'kept', viewer?.id ?? null);
  if (task.kind === 'verify-profile') {
    await lockForChange(tx, scope, task.customer_id);
    await stampVerified(tx, task.customer_id, viewer?.id ?? null);
  }
  if (task.kind === 'address-invalid') {
    await lockForChange(tx, scope, task.customer_id);
    await sql`
      update contact_address set invalid_at = now()
      where customer_id = ${task.customer_id} and address = ${task.subject_key} and invalid_at is null`.execute(
      tx,
    );
    await touchRecord(tx, task.customer_id, viewer?.id ?? null);
  }
}

/**
 * A complaint is worked on by its own steps, each with its words and its right: its task ends and moves with it.
 * @throws TradepostError 'conflict', with the complaint in `details`.
 */
export function refuseOfComplaint({
  kind,
  subject_key: complaintId,
}: Pick<LockedTask, 'kind' | 'subject_key'>): void {
  if (kind === 'complaint')
    throw new TradepostError(
      'conflict',
      'A complaint is worked on its own page: act on it, verify it, change its days.',
      {
        details: { complaintId: Number(complaintId) },
      },
    );
}
