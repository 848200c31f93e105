/** One step of the work on a complaint: who may, what changes, the log, and the task of whose turn it is then. */
import type { ComplaintRight } from '@tradepost/contract';
import type { ComplaintTable, DB } from '@tradepost/db';
import { type LockedComplaint, lockComplaint } from '@tradepost/db/queries/complaints';
import type { Transaction, Updateable } from 'kysely';
import type { CustomerDeps } from '../customers/deps.ts';
import { cleanText } from '../customers/normalise.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';
import { logStep, type Step } from './log-step.ts';
import type { ComplaintActor } from './open.ts';
import { fitsState, mayDo } from './rights.ts';
import { setComplaintTask } from './task.ts';
import { whoseTurn } from './who-acts.ts';

export interface Change {
  readonly set: Updateable<ComplaintTable>;
  readonly step: Omit<Step, 'byId' | 'tell'>;
  /** Beside whose turn it is then. */
  readonly tell?: readonly number[];
}

/** Why somebody may not, where the state is not the reason. */
const REFUSED: Readonly<Partial<Record<ComplaintRight, string>>> = {
  verify: 'Who took the corrective action does not verify it. Ask a colleague, or who leads you.',
  withdraw: 'Only who leads withdraws a complaint. Act on it, and let a colleague verify it.',
};

/**
 * One step of one complaint at a time: the row is locked, so that of two who do the same the second is refused.
 * @param make null: nothing changes.
 * @throws TradepostError 'not-found' for a complaint that may not be seen; 'forbidden'; 'conflict' where its state is
 *   another one; what `make` throws.
 */
export async function takeStep(
  deps: CustomerDeps,
  { viewer, scope }: ComplaintActor,
  id: number,
  right: ComplaintRight,
  make: (tx: Transaction<DB>, complaint: LockedComplaint) => Promise<Change | null>,
): Promise<void> {
  const customerId = await deps.db.transaction().execute(async (tx) => {
    const complaint = await lockComplaint(tx, scope, id);
    if (complaint === undefined) throw notFound('The complaint');
    if (!mayDo(viewer, right, complaint)) throw refusal(viewer, right, complaint);
    const change = await make(tx, complaint);
    if (change === null) return null;
    const { set, step, tell = [] } = change;
    if (Object.keys(set).length > 0)
      await tx.updateTable('complaint').set(set).where('id', '=', id).execute();
    const now = { ...complaint, ...set } as LockedComplaint;
    const turn = now.state === complaint.state && right !== 'assign' ? null : await whoseTurn(tx, now);
    await logStep(tx, now, { ...step, byId: viewer.id, tell: [...tell, ...(turn === null ? [] : [turn])] });
    await setComplaintTask(tx, now, viewer.id);
    return complaint.customer_id;
  });
  if (customerId !== null) await deps.notifier.publish({ type: 'timeline', customerId });
}

function refusal({ role }: Viewer, right: ComplaintRight, { state }: LockedComplaint): TradepostError {
  if (role === 'reader' || fitsState(right, state))
    return new TradepostError(
      'forbidden',
      REFUSED[right] ?? 'Only who looks after the customer, or whom the complaint was given to, can do this.',
    );
  return new TradepostError(
    'conflict',
    right === 'close' && state !== 'closed' && state !== 'withdrawn'
      ? 'Nobody has verified the corrective action yet. A complaint is closed after that.'
      : 'This complaint is in another state by now. Load it again.',
    { details: { state } },
  );
}

/** A corrective action that is to be taken again, as it was before any; what was done stays in the log. */
export const NOT_CORRECTED = {
  action: null,
  cause: null,
  acted_by: null,
  acted_at: null,
  verification: null,
  verified_by: null,
  verified_at: null,
  verified_by_leader: false,
  closed_by: null,
  closed_at: null,
} as const;

/** @throws TradepostError 'invalid-request' with these words where there are none. */
export function needed(text: string, what: string): string {
  const clean = cleanText(text);
  if (clean === null) throw new TradepostError('invalid-request', what);
  return clean;
}
