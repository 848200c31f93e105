/** Changing a customer. */
import type { CustomerPatch } from '@tradepost/contract';
import type { ChangedField, CustomerTable, DB } from '@tradepost/db';
import { listCustomerDomains, type LockedCustomer } from '@tradepost/db/queries/customers';
import type { Scope } from '@tradepost/db/queries/scope';
import { sql, type Transaction, type Updateable } from 'kysely';
import { requestRefile } from '../filing/refile.ts';
import { withRetry } from '../ingest/retry.ts';
import { readParticulars } from '../record/particulars.ts';
import { refreshCompleteness } from '../record/refresh-completeness.ts';
import { askForReview } from '../record/review.ts';
import { isLeader } from '../users/viewer.ts';
import { changeOwner } from './change-owner.ts';
import { checkDomains, claimDomains } from './claim.ts';
import type { Actor } from './create.ts';
import type { CustomerDeps } from './deps.ts';
import { fault, faultError } from './fault.ts';
import { lockForChange } from './lock-for-change.ts';
import { cleanText } from './normalise.ts';
import { decideOwner } from './owner.ts';
import { recordChange } from './record-change.ts';

/** @throws TradepostError 'not-found', 'forbidden', 'address-taken', 'invalid-request'. */
export async function updateCustomer(
  deps: CustomerDeps,
  actor: Actor,
  id: number,
  patch: CustomerPatch,
): Promise<void> {
  const jobId = await withRetry(() =>
    deps.db.transaction().execute((tx) => changeCustomer(tx, actor, id, patch)),
  );
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
}

/** The part inside a transaction. @returns the job to be enqueued after the commit. */
export async function changeCustomer(
  tx: Transaction<DB>,
  { viewer, scope }: Actor,
  id: number,
  patch: CustomerPatch,
): Promise<number | null> {
  const actorId = viewer?.id ?? null;
  const before = await lockForChange(tx, scope, id);
  const name = patch.name === undefined ? before.name : cleanText(patch.name);
  if (name === null) throw faultError('invalid-request', fault('name-missing'), 'The customer needs a name.');
  // Its former helpers too come by a claim, with the pool's caps and its waiting.
  if (patch.ownerId && before.pooled_at !== null && viewer !== null && !isLeader(viewer))
    throw faultError(
      'forbidden',
      fault('owner-not-allowed'),
      'This customer lies in the public pool. Claim it there.',
    );
  const ownerId =
    patch.ownerId === undefined
      ? before.owner_id
      : await decideOwner(tx, viewer, patch.ownerId, before.owner_id);
  const set = await readParticulars(tx, patch, before);
  const regraded = set.grade !== undefined && set.grade !== before.grade;
  await tx
    .updateTable('customer')
    .set({
      ...set,
      ...(regraded ? { grade_at: sql<Date>`clock_timestamp()` } : {}),
      name,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute();
  const refile =
    patch.domains !== undefined && (await replaceDomains(tx, scope, id, checkDomains(patch.domains)));
  const job = refile ? await requestRefile(tx, { customerId: id }, actorId) : null;
  const reason = cleanText(patch.reason);
  for (const { field, from, to } of changesOf(before, { ...set, name }))
    await recordChange(tx, { customerId: id, field, from, to, reason, actorId });
  await refreshCompleteness(tx, [id]);
  if (regraded && set.grade === 'A') await askForReview(tx, viewer, { id, name, ownerId });
  if (ownerId !== before.owner_id) await changeOwner(tx, { customerId: id, to: ownerId, actorId, reason });
  return job;
}

type Changed = { readonly field: ChangedField; readonly from: string | null; readonly to: string | null };

/** Of the fields that have a history; what did not change is left out by `recordChange`. */
function changesOf(before: LockedCustomer, set: Updateable<CustomerTable>): Changed[] {
  const changes: Changed[] = [];
  if (set.name !== undefined) changes.push({ field: 'name', from: before.name, to: set.name });
  if (set.local_name !== undefined)
    changes.push({ field: 'local-name', from: before.local_name, to: set.local_name });
  if (set.grade !== undefined) changes.push({ field: 'grade', from: before.grade, to: set.grade });
  if (set.stage !== undefined) changes.push({ field: 'stage', from: before.stage, to: set.stage });
  if (set.relationship_type !== undefined)
    changes.push({ field: 'relationship', from: before.relationship_type, to: set.relationship_type });
  if (set.key_account !== undefined)
    changes.push({ field: 'key-account', from: yesNo(before.key_account), to: yesNo(set.key_account) });
  return changes;
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** @returns whether there are domains that it had not. */
async function replaceDomains(
  tx: Transaction<DB>,
  scope: Scope,
  id: number,
  wanted: readonly string[],
): Promise<boolean> {
  const old = await listCustomerDomains(tx, id);
  const gone = old.filter((domain) => !wanted.includes(domain));
  if (gone.length > 0)
    await tx
      .deleteFrom('customer_domain')
      .where('customer_id', '=', id)
      .where('domain', 'in', gone)
      .execute();
  const added = wanted.filter((domain) => !old.includes(domain));
  await claimDomains(tx, scope, id, added);
  return added.length > 0;
}
