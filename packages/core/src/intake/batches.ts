/** Batches: made by who works with customers, changed by who made them and by leaders. */
import type { BatchPatch, NewBatch } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import { isLeader, type Viewer } from '../users/viewer.ts';

/** @returns the batch's id. @throws TradepostError 'conflict' where the name is taken. */
export async function createBatch(db: Kysely<DB>, userId: number | null, input: NewBatch): Promise<number> {
  const name = nameOf(input.name);
  const row = await db
    .insertInto('batch')
    .values({
      name,
      kind: input.kind,
      held_on: input.heldOn ?? null,
      place: cleanText(input.place),
      note: cleanText(input.note),
      created_by: userId,
    })
    .onConflict((oc) => oc.expression(sql`lower(name)`).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw taken(name);
  return row.id;
}

/** @throws TradepostError 'not-found', 'forbidden', 'conflict'. */
export async function updateBatch(
  db: Kysely<DB>,
  viewer: Viewer,
  id: number,
  patch: BatchPatch,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('batch')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw notFound('The batch');
    if (before.created_by !== viewer.id && !isLeader(viewer))
      throw new TradepostError('forbidden', 'Only who made this batch, or a manager, can change it.');
    const name = patch.name === undefined ? before.name : nameOf(patch.name);
    const other = await tx
      .selectFrom('batch')
      .select('id')
      .where(sql<string>`lower(name)`, '=', name.toLowerCase())
      .where('id', '<>', id)
      .executeTakeFirst();
    if (other !== undefined) throw taken(name);
    await tx
      .updateTable('batch')
      .set({
        name,
        kind: patch.kind ?? before.kind,
        held_on: patch.heldOn === undefined ? before.held_on : patch.heldOn,
        place: patch.place === undefined ? before.place : cleanText(patch.place),
        note: patch.note === undefined ? before.note : cleanText(patch.note),
        ...(patch.archived === undefined
          ? {}
          : { archived_at: patch.archived ? (before.archived_at ?? sql<Date>`now()`) : null }),
      })
      .where('id', '=', id)
      .execute();
  });
}

/** All or none. @throws TradepostError 'not-found' for the batch or a customer, 'forbidden', 'conflict'. */
export async function putIntoBatch(
  db: Kysely<DB>,
  viewer: Viewer,
  scope: Scope,
  batchId: number,
  customerIds: readonly number[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const batch = await tx.selectFrom('batch').select('id').where('id', '=', batchId).executeTakeFirst();
    if (batch === undefined) throw notFound('The batch');
    const ids = [...new Set(customerIds)].sort((a, b) => a - b);
    const { rows } = await sql<{ id: number; may: boolean; merged_into_id: number | null }>`
      select c.id, ${scope.changes('c')} as may, c.merged_into_id from customer c
      where c.id = any(${ids}::bigint[]) and ${scope.customer('c')} order by c.id for no key update of c`.execute(
      tx,
    );
    if (rows.length < ids.length) throw notFound('A customer of these');
    if (rows.some((row) => !row.may))
      throw new TradepostError('forbidden', 'You may see a customer of these, but not change it.');
    if (rows.some((row) => row.merged_into_id !== null))
      throw new TradepostError('conflict', 'A customer of these was merged into another one. Take that one.');
    await sql`
      update customer set batch_id = ${batchId}, updated_at = now()
      where id = any(${ids}::bigint[]) and batch_id is distinct from ${batchId}`.execute(tx);
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'batch.customers-added',
      subjectKind: 'batch',
      subjectId: batchId,
      detail: { customers: ids.length },
    });
  });
}

function nameOf(text: string): string {
  const name = cleanText(text);
  if (name === null) throw new TradepostError('invalid-request', 'The batch needs a name.');
  return name;
}

const taken = (name: string) =>
  new TradepostError('conflict', `There is a batch named "${name}" already. Use it, or choose another name.`);
