/** Taking a customer off the lists, and putting it back. The record, its timeline and its addresses stay as they are. */
import { sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { withRetry } from '../ingest/retry.ts';
import { leads } from '../users/viewer.ts';
import type { Actor } from './create.ts';
import type { CustomerDeps } from './deps.ts';
import { lockForChange } from './lock-for-change.ts';

/** What is so already stays so. @throws TradepostError 'not-found', 'forbidden', 'conflict'. */
export async function setArchived(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  wanted: boolean,
): Promise<void> {
  const change = () =>
    deps.db.transaction().execute(async (tx) => {
      const before = await lockForChange(tx, scope, id);
      // As with a merge and a release: who was let in edits a record and ends none.
      if (viewer !== null && before.owner_id !== viewer.id && !leads(viewer, before.owner_id))
        throw new TradepostError(
          'forbidden',
          'Only who has a customer, or a manager, takes it off the lists and puts it back.',
        );
      if ((before.archived_at !== null) === wanted) return;
      await tx
        .updateTable('customer')
        .set({ archived_at: wanted ? sql<Date>`now()` : null })
        .where('id', '=', id)
        .execute();
      await touchNextContact(tx, [id]);
      await appendAudit(tx, {
        actorId: viewer?.id ?? null,
        action: wanted ? 'customer.archived' : 'customer.restored',
        subjectKind: 'customer',
        subjectId: id,
      });
    });
  await withRetry(change);
  await deps.notifier.publish({ type: 'timeline', customerId: id });
}
