/** Making two contacts of one customer one person. */
import type { ContactMergeInput } from '@tradepost/contract';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import { refreshCompleteness } from '../record/refresh-completeness.ts';
import { decideFields, readRow, writeRow } from './fields.ts';
import { moveOver } from './move-rows.ts';
import { lockContactsCustomer } from './rights.ts';

/** @returns the merge's id. @throws TradepostError 'not-found', 'forbidden', 'conflict', 'unprocessable'. */
export async function mergeContacts(
  deps: CustomerDeps,
  actor: Actor,
  targetId: number,
  { sourceId, fields }: ContactMergeInput,
): Promise<number> {
  if (targetId === sourceId)
    throw new TradepostError('invalid-request', 'A contact cannot be merged into itself.');
  const made = await withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      const customerId = await lockContactsCustomer(tx, actor, targetId);
      const both = await tx
        .selectFrom('contact')
        .select(['id', 'name', 'customer_id', 'merged_into_id'])
        .where('id', 'in', [targetId, sourceId])
        .orderBy('id')
        .forUpdate()
        .execute();
      const source = both.find(({ id }) => id === sourceId);
      const target = both.find(({ id }) => id === targetId);
      // Of another customer: nothing is told of it.
      if (source === undefined || target === undefined || source.customer_id !== customerId)
        throw notFound('The contact among those of this customer');
      if (source.merged_into_id !== null || target.merged_into_id !== null)
        throw new TradepostError('conflict', 'One of the two was merged already. Load the customer again.');
      const changed = decideFields(
        'contact',
        await readRow(tx, 'contact', targetId),
        await readRow(tx, 'contact', sourceId),
        fields ?? {},
      );
      const actorId = actor.viewer?.id ?? null;
      const { id } = await tx
        .insertInto('merge')
        .values({
          kind: 'contact',
          customer_id: customerId,
          contact_id: targetId,
          source_contact_id: sourceId,
          fields: JSON.stringify(changed),
          state: 'joined',
          merged_by: actorId,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const values = Object.fromEntries(Object.entries(changed).map(([column, { to }]) => [column, to]));
      await writeRow(tx, 'contact', targetId, values);
      await tx.updateTable('contact').set({ merged_into_id: targetId }).where('id', '=', sourceId).execute();
      const merging = { id, kind: 'contact', target: targetId, source: sourceId } as const;
      while ((await moveOver(tx, merging)) > 0);
      await refreshCompleteness(tx, [customerId]);
      await appendAudit(tx, {
        actorId,
        action: 'contact.merged',
        subjectKind: 'contact',
        subjectId: targetId,
        detail: { mergeId: id, customerId, sourceId, sourceName: source.name },
      });
      return { id, customerId };
    }),
  );
  await deps.notifier.publish({ type: 'timeline', customerId: made.customerId });
  return made.id;
}
