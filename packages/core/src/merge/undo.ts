/** Taking apart what was made one. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import { withRetry } from '../ingest/retry.ts';
import { addEvent } from '../timeline/add-event.ts';
import { type Changed, readRow, restoredFields, writeRow } from './fields.ts';
import { askForJob, type LockedMerge, lockMerge } from './job.ts';
import { ADDED_OWNER, changeFields, UNDO_DAYS } from './merge-customers.ts';
import { mergedAt, moveBack } from './move-rows.ts';
import { lockBoth, lockContactsCustomer } from './rights.ts';
import { bringSomeBack } from './undo-step.ts';

/**
 * The source is a customer again at once, with its contacts and addresses; a long timeline follows in the background.
 * Undoing what is undone changes nothing.
 * @throws TradepostError 'not-found', 'forbidden', 'conflict', 'unprocessable' after its time.
 */
export async function undoMerge(deps: CustomerDeps, actor: Actor, id: number): Promise<void> {
  const { jobIds, customerIds } = await withRetry(() =>
    deps.db.transaction().execute(async (tx) => {
      const found = await tx.selectFrom('merge').selectAll().where('id', '=', id).executeTakeFirst();
      if (found === undefined) throw notFound('The merge');
      const work = found.kind === 'customer' ? undoCustomers : undoContacts;
      return work(tx, actor, found);
    }),
  );
  for (const jobId of jobIds) await deps.notifier.enqueue('background-job', { jobId });
  for (const customerId of customerIds) await deps.notifier.publish({ type: 'timeline', customerId });
}

interface Undone {
  readonly jobIds: readonly number[];
  readonly customerIds: readonly number[];
}
interface Found {
  readonly id: number;
  readonly customer_id: number;
  readonly source_customer_id: number | null;
  readonly contact_id: number | null;
  readonly merged_at: Date;
  readonly fields: Changed;
}

async function undoCustomers(tx: Transaction<DB>, actor: Actor, found: Found): Promise<Undone> {
  const [target, source] = [found.customer_id, found.source_customer_id as number];
  const rows = await lockBoth(tx, actor, target, source, true);
  const merging = await lockInTime(tx, found);
  const customerIds = [target, source];
  if (merging === null) return { jobIds: [], customerIds: [] };
  const actorId = actor.viewer?.id ?? null;
  await undoContactsBetween(tx, found);
  await tx
    .updateTable('merge')
    .set({ state: 'undoing', undone_by: actorId })
    .where('id', '=', found.id)
    .execute();
  await tx
    .updateTable('customer')
    .set({ merged_into_id: null, updated_at: sql<Date>`now()` })
    .where('id', '=', source)
    .execute();
  await takeOwnerAway(tx, merging);
  await giveFieldsBack(tx, target, found.fields, actorId);
  const jobId = await askForJob(tx, found.id, actorId);
  // The first part now: all of what is small. The job has the last word, for what is on its way into the archive.
  for (let n = 0; n < MOST_STEPS_NOW && (await bringSomeBack(tx, merging)) > 0; n++);
  const jobIds = [jobId, ...(await joinOthersAgain(tx, target, found.id, actorId))];
  for (const [customerId, from] of [
    [target, rows.source.name],
    [source, rows.target.name],
  ] as const)
    await addEvent(tx, { customerId, event: 'unmerged', detail: { from }, actorId });
  await appendAudit(tx, {
    actorId,
    action: 'customer.unmerged',
    subjectKind: 'customer',
    subjectId: target,
    detail: { mergeId: found.id, sourceId: source },
  });
  return { jobIds, customerIds };
}

/** Steps of an undo in the request itself: a second or two of work. */
const MOST_STEPS_NOW = 6;

/** Null where it is undone, or on its way. @throws TradepostError 'unprocessable' after its time. */
async function lockInTime(tx: Transaction<DB>, found: Found): Promise<LockedMerge | null> {
  const merging = await lockMerge(tx, found.id);
  if (merging === undefined || merging.state === 'undone' || merging.state === 'undoing') return null;
  if (Date.now() > found.merged_at.getTime() + UNDO_DAYS * 86_400_000)
    throw new TradepostError(
      'unprocessable',
      `A merge can be undone for ${UNDO_DAYS} days. Make the other customer anew and file its mail there.`,
    );
  return merging;
}

/** Contacts that were merged since across the line along which the customers part again. */
async function undoContactsBetween(tx: Transaction<DB>, found: Found): Promise<void> {
  const { rows } = await sql<Found>`
    with moved as (
      select unnest(keys)::bigint as id from merge_move
      where merge_id = ${found.id} and reference = 'contact.customer_id')
    select * from merge m
    where m.kind = 'contact' and m.customer_id = ${found.customer_id} and m.id > ${found.id} and m.state = 'joined'
      and (m.contact_id in (select id from moved)) <> (m.source_contact_id in (select id from moved))
    order by m.id desc`.execute(tx);
  for (const between of rows) await bringContactBack(tx, between);
}

async function takeOwnerAway(tx: Transaction<DB>, { id, target }: LockedMerge): Promise<void> {
  await sql`
    delete from customer_collaborator co using merge_move mv
    where mv.merge_id = ${id} and mv.reference = ${ADDED_OWNER} and co.customer_id = ${target}
      and co.user_id = mv.keys[1]::bigint and co.added_at <= ${mergedAt(id)}`.execute(tx);
}

async function giveFieldsBack(
  tx: Transaction<DB>,
  customerId: number,
  fields: Changed,
  actorId: number | null,
): Promise<void> {
  const now = await readRow(tx, 'customer', customerId);
  const back = Object.entries(restoredFields(now, fields)).map(
    ([column, to]) => [column, { from: now[column], to }] as const,
  );
  await changeFields(tx, customerId, Object.fromEntries(back), actorId);
}

/** A mail of two merged customers stands once; when it leaves with the one, the other one's takes its place. */
async function joinOthersAgain(
  tx: Transaction<DB>,
  target: number,
  exceptId: number,
  actorId: number | null,
): Promise<number[]> {
  const others = await tx
    .updateTable('merge')
    .set({ state: 'joining' })
    .where('customer_id', '=', target)
    .where('kind', '=', 'customer')
    .where('state', '=', 'joined')
    .where('id', '<>', exceptId)
    .returning('id')
    .execute();
  const jobIds: number[] = [];
  for (const { id } of others) jobIds.push(await askForJob(tx, id, actorId));
  return jobIds;
}

async function undoContacts(tx: Transaction<DB>, actor: Actor, found: Found): Promise<Undone> {
  const customerId = await lockContactsCustomer(tx, actor, found.contact_id);
  if ((await lockInTime(tx, found)) === null) return { jobIds: [], customerIds: [] };
  await bringContactBack(tx, found);
  const actorId = actor.viewer?.id ?? null;
  await tx.updateTable('merge').set({ undone_by: actorId }).where('id', '=', found.id).execute();
  await appendAudit(tx, {
    actorId,
    action: 'contact.unmerged',
    subjectKind: 'contact',
    subjectId: found.contact_id,
    detail: { mergeId: found.id, customerId },
  });
  return { jobIds: [], customerIds: [customerId] };
}

async function bringContactBack(tx: Transaction<DB>, found: Found): Promise<void> {
  const merging = await lockMerge(tx, found.id);
  if (merging === undefined) return;
  await sql`update contact set merged_into_id = null where id = ${merging.source}`.execute(tx);
  const back = restoredFields(await readRow(tx, 'contact', merging.target), found.fields);
  await writeRow(tx, 'contact', merging.target, back);
  while ((await moveBack(tx, merging)) > 0);
  await tx
    .updateTable('merge')
    .set({ state: 'undone', undone_at: sql<Date>`now()` })
    .where('id', '=', found.id)
    .execute();
}
