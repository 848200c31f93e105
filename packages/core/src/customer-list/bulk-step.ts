/** A step of a change to many customers. */
import type { BulkChange } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { changeOwner } from '../customers/change-owner.ts';
import type { Actor } from '../customers/create.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { decideOwner } from '../customers/owner.ts';
import { changeCustomer } from '../customers/update.ts';
import { TradepostError } from '../errors.ts';
import type { JobStep } from '../jobs/run-job.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { releaseOne } from '../pool/release.ts';
import { putCollaborator } from '../record/collaborators.ts';
import { loadViewer } from '../users/load-viewer.ts';
import type { Viewer } from '../users/viewer.ts';
import { scopeOf } from '../visibility/scope.ts';
import type { BulkPayload } from './bulk.ts';

/** Customers of one step: some tenths of a second, in which nobody else changes them or writes to the audit log. */
const STEP = 50;

interface Cursor {
  readonly at: number;
  readonly changed: number;
}

/** What one is changed from; null where it was so already. */
type Outcome = { readonly customerId: number; readonly from: number | null } | null;

/**
 * By the rights that the person has now, not when he asked. Whom he may not change, or who is gone, stays as he is
 * and is not counted as done.
 */
export async function changeCustomersStep(
  tx: Transaction<DB>,
  payload: unknown,
  cursor: unknown,
): Promise<JobStep> {
  const { userId, key, change, customerIds } = payload as BulkPayload;
  const { at, changed: before } = (cursor as Cursor | null) ?? { at: 0, changed: 0 };
  const user = await tx.selectFrom('app_user').selectAll().where('id', '=', userId).executeTakeFirst();
  if (user === undefined || user.disabled_at !== null) return { cursor: null, done: 0 };
  const viewer = await loadViewer(tx, user);
  const actor = { viewer, scope: scopeOf(viewer) };
  // All locks first, in order: who has the audit log waits for no customer.
  const mine: number[] = [];
  for (const id of customerIds.slice(at, at + STEP)) if (await mayChange(tx, actor, id)) mine.push(id);
  const done: NonNullable<Outcome>[] = [];
  for (const id of mine) {
    const outcome = await unlessRefused(() => changeOne(tx, actor, id, change));
    if (outcome !== null) done.push(outcome);
  }
  const changed = before + done.length;
  const over = at + STEP >= customerIds.length;
  if (change.kind === 'assign') {
    if (over && changed > 0 && change.ownerId !== userId)
      await raiseNotice(tx, {
        userIds: [change.ownerId],
        kind: 'customers-handed-over',
        key: `bulk:${key}`,
        detail: { count: changed, byId: userId, byName: user.name },
      });
    if (done.length > 0)
      await appendAudit(tx, {
        actorId: userId,
        action: 'customers.assigned',
        subjectKind: 'user',
        subjectId: change.ownerId,
        detail: { customers: done, reason: change.reason ?? null },
      });
  }
  return { cursor: over ? null : { at: at + STEP, changed }, done: done.length };
}

const mayChange = async (tx: Transaction<DB>, actor: Actor, id: number) =>
  (await unlessRefused(() => lockForChange(tx, actor.scope, id))) !== null;

/** @returns null where the rules say no, before anything was written. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TradepostError) return null;
    throw error;
  }
}

async function changeOne(
  tx: Transaction<DB>,
  actor: Actor & { readonly viewer: Viewer },
  customerId: number,
  change: BulkChange,
): Promise<Outcome> {
  const { id, owner_id: from, tags, grade, stage } = await lockForChange(tx, actor.scope, customerId);
  const done = { customerId: id, from };
  switch (change.kind) {
    case 'assign': {
      if (from === change.ownerId) return null;
      const to = await decideOwner(tx, actor.viewer, change.ownerId, from);
      await changeOwner(tx, {
        customerId,
        to,
        actorId: actor.viewer.id,
        reason: change.reason ?? null,
        audit: false,
      });
      return done;
    }
    case 'to-pool':
      await releaseOne(tx, actor, customerId, { reason: 'other', note: change.reason });
      return done;
    case 'add-tag':
      if (tags.includes(change.tag)) return null;
      await changeCustomer(tx, actor, id, { tags: [...tags, change.tag] });
      return done;
    case 'remove-tag':
      if (!tags.includes(change.tag)) return null;
      await changeCustomer(tx, actor, id, { tags: tags.filter((tag) => tag !== change.tag) });
      return done;
    case 'set-grade':
      if (grade === change.grade) return null;
      await changeCustomer(tx, actor, id, { grade: change.grade, ...reasonOf(change) });
      return done;
    case 'set-stage':
      if (stage === change.stage) return null;
      await changeCustomer(tx, actor, id, { stage: change.stage, ...reasonOf(change) });
      return done;
    case 'add-collaborator':
      await putCollaborator(tx, actor, id, change);
      return done;
  }
}

const reasonOf = ({ reason }: { readonly reason?: string }) => (reason === undefined ? {} : { reason });
