/**
 * Making two customers one. What the person sees changes at once: the fields, contacts, addresses and domains, and as
 * much of the timeline as one statement takes; a job brings the rest, and what was on its way into the archive meanwhile.
 */
import type { CustomerMergeInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { LockedCustomer } from '@tradepost/db/queries/customers';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { recordChange } from '../customers/record-change.ts';
import { TradepostError } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import { addEvent } from '../timeline/add-event.ts';
import { type Changed, decideFields, readRow, writeRow } from './fields.ts';
import { askForJob } from './job.ts';
import { moveOver } from './move-rows.ts';
import { lockBoth } from './rights.ts';
import { settle } from './settle.ts';

/** Days in which a merge can be undone. */
export const UNDO_DAYS = 30;

/** @returns the merge's id. @throws TradepostError 'not-found', 'forbidden', 'conflict', 'unprocessable'. */
export async function mergeCustomers(
  deps: CustomerDeps,
  actor: Actor,
  targetId: number,
  { sourceId, fields }: CustomerMergeInput,
): Promise<number> {
  const made = await withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      const { target, source } = await lockBoth(tx, actor, targetId, sourceId, false);
      assertFit(target, source);
      const changed = decideFields(
        'customer',
        await readRow(tx, 'customer', targetId),
        await readRow(tx, 'customer', sourceId),
        fields ?? {},
      );
      const actorId = actor.viewer?.id ?? null;
      const { id } = await tx
        .insertInto('merge')
        .values({
          kind: 'customer',
          customer_id: targetId,
          source_customer_id: sourceId,
          fields: JSON.stringify(changed),
          state: 'joining',
          merged_by: actorId,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await changeFields(tx, targetId, changed, actorId);
      await tx
        .updateTable('customer')
        .set({ merged_into_id: targetId, updated_at: sql<Date>`now()` })
        .where('id', '=', sourceId)
        .execute();
      await addOwner(tx, id, target, source, actorId);
      await moveOver(tx, { id, kind: 'customer', target: targetId, source: sourceId });
      await addEvent(tx, { customerId: targetId, event: 'merged', detail: { from: source.name }, actorId });
      await settle(tx, [targetId, sourceId]);
      const jobId = await askForJob(tx, id, actorId);
      await appendAudit(tx, {
        actorId,
        action: 'customer.merged',
        subjectKind: 'customer',
        subjectId: targetId,
        detail: { mergeId: id, sourceId, sourceName: source.name, fields: Object.keys(changed) },
      });
      return { id, jobId };
    }),
  );
  await deps.notifier.enqueue('background-job', { jobId: made.jobId });
  for (const customerId of [targetId, sourceId])
    await deps.notifier.publish({ type: 'timeline', customerId });
  return made.id;
}

function assertFit(target: LockedCustomer, source: LockedCustomer): void {
  if (target.archived_at !== null)
    throw new TradepostError('unprocessable', 'The customer that is to live on was taken off the lists.');
  if (target.owner_id === null && source.owner_id !== null)
    throw new TradepostError(
      'unprocessable',
      'The customer that is to live on has no salesperson, the other one has. Merge them the other way round.',
    );
}

/** Writes the fields, and their history where they have one. */
export async function changeFields(
  tx: Transaction<DB>,
  customerId: number,
  changed: Changed,
  actorId: number | null,
): Promise<void> {
  const values = Object.fromEntries(Object.entries(changed).map(([column, { to }]) => [column, to]));
  await writeRow(tx, 'customer', customerId, values);
  await tx
    .updateTable('customer')
    .set({
      updated_at: sql<Date>`now()`,
      ...(changed['grade'] === undefined ? {} : { grade_at: sql<Date>`now()` }),
    })
    .where('id', '=', customerId)
    .execute();
  const text = (value: unknown) =>
    typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : null;
  for (const [column, field] of [
    ['grade', 'grade'],
    ['stage', 'stage'],
    ['relationship_type', 'relationship'],
    ['key_account', 'key-account'],
  ] as const) {
    const change = changed[column];
    if (change !== undefined)
      await recordChange(tx, { customerId, field, from: text(change.from), to: text(change.to), actorId });
  }
}

/** The source's salesperson keeps what was his in sight: he works on the target from now on. */
async function addOwner(
  tx: Transaction<DB>,
  mergeId: number,
  target: LockedCustomer,
  source: LockedCustomer,
  actorId: number | null,
): Promise<void> {
  if (source.owner_id === null || source.owner_id === target.owner_id) return;
  const added = await tx
    .insertInto('customer_collaborator')
    .values({ user_id: source.owner_id, customer_id: target.id, can_edit: true, added_by: actorId })
    .onConflict((oc) => oc.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (added === undefined) return;
  await tx
    .insertInto('merge_move')
    .values({ merge_id: mergeId, reference: ADDED_OWNER, keys: [String(added.user_id)] })
    .execute();
}

/** In merge_move: not moved but made, and taken away by an undo. */
export const ADDED_OWNER = 'added owner';
