/** The long part of a merge and of an undo, as a row of background_job. */
import type { DB } from '@tradepost/db';
import { sql, type Transaction } from 'kysely';
import { awaitFiling } from '../filing/filing-lock.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { type Merging, moveOver } from './move-rows.ts';
import { undoStep } from './undo-step.ts';

/** @returns the job's id; the caller enqueues it after the commit. */
export async function askForJob(
  tx: Transaction<DB>,
  mergeId: number,
  createdBy: number | null,
): Promise<number> {
  const { id } = await tx
    .insertInto('background_job')
    .values({ kind: 'merge', payload: JSON.stringify({ mergeId }), created_by: createdBy })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.updateTable('merge').set({ job_id: id }).where('id', '=', mergeId).execute();
  return id;
}

/**
 * One step towards what the merge is to be: joined, or undone. Who looked for addresses before the merge may file mail
 * to the source after it: the first step waits for those, the last one finds nothing more to move.
 */
export async function mergeStep(tx: Transaction<DB>, payload: unknown, cursor: unknown): Promise<JobStep> {
  const { mergeId } = payload as { mergeId: number };
  if (cursor === null) await awaitFiling(tx);
  const row = await lockMerge(tx, mergeId);
  if (row === undefined || row.kind !== 'customer') return { cursor: null, done: 0 };
  if (row.state === 'undoing') return undoStep(tx, row);
  if (row.state !== 'joining') return { cursor: null, done: 0 };
  const done = await moveOver(tx, row);
  if (done > 0) return { cursor: { moving: true, at: Date.now() }, done };
  await tx.updateTable('merge').set({ state: 'joined' }).where('id', '=', mergeId).execute();
  return { cursor: null, done: 0 };
}

export interface LockedMerge extends Merging {
  readonly state: 'joining' | 'joined' | 'undoing' | 'undone';
}

export async function lockMerge(tx: Transaction<DB>, id: number): Promise<LockedMerge | undefined> {
  const { rows } = await sql<LockedMerge>`
    select id, kind, state,
      case kind when 'customer' then customer_id else contact_id end as target,
      case kind when 'customer' then source_customer_id else source_contact_id end as source
    from merge where id = ${id} for update`.execute(tx);
  return rows[0];
}
