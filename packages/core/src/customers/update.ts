/** Changing a customer, and taking it off the lists. */
import type { CustomerPatch } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listCustomerDomains } from '@tradepost/db/queries/customers';
import type { Scope } from '@tradepost/db/queries/scope';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { TradepostError } from '../errors.ts';
import { requestRefile } from '../filing/refile.ts';
import { changeOwner } from './change-owner.ts';
import { checkDomains, claimDomains } from './claim.ts';
import type { Actor } from './create.ts';
import type { CustomerDeps } from './deps.ts';
import { lockForChange } from './lock-for-change.ts';
import { cleanText } from './normalise.ts';
import { decideOwner } from './owner.ts';
import { recordChange } from './record-change.ts';

/** @throws TradepostError 'not-found', 'address-taken', 'invalid-request', 'forbidden'. */
export async function updateCustomer(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  patch: CustomerPatch,
): Promise<void> {
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const before = await lockForChange(tx, scope, id);
    const name = patch.name === undefined ? before.name : cleanText(patch.name);
    if (name === null) throw new TradepostError('invalid-request', 'The customer needs a name.');
    const ownerId =
      patch.ownerId === undefined
        ? before.owner_id
        : await decideOwner(tx, viewer, patch.ownerId, before.owner_id);
    const text = (value: string | null | undefined, old: string | null) =>
      value === undefined ? old : cleanText(value);
    await tx
      .updateTable('customer')
      .set({
        name,
        country: patch.country === undefined ? before.country : patch.country,
        grade: patch.grade === undefined ? before.grade : patch.grade,
        website: text(patch.website, before.website),
        source: text(patch.source, before.source),
        note: text(patch.note, before.note),
        updated_at: sql<Date>`now()`,
      })
      .where('id', '=', id)
      .execute();
    const refile =
      patch.domains !== undefined && (await replaceDomains(tx, scope, id, checkDomains(patch.domains)));
    const job = refile ? await requestRefile(tx, { customerId: id }, viewer?.id ?? null) : null;
    if (patch.grade !== undefined)
      await recordChange(tx, {
        customerId: id,
        field: 'grade',
        from: before.grade,
        to: patch.grade,
        actorId: viewer?.id ?? null,
      });
    if (ownerId !== before.owner_id)
      await changeOwner(tx, { customerId: id, to: ownerId, actorId: viewer?.id ?? null });
    return job;
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
}

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

/** Off the lists; the record, its timeline and its addresses stay. @throws TradepostError 'not-found'. */
export async function archiveCustomer(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const before = await lockForChange(tx, scope, id);
    if (before.archived_at !== null) return;
    await tx.updateTable('customer').set({ archived_at: sql<Date>`now()` }).where('id', '=', id).execute();
    await appendAudit(tx, {
      actorId: viewer?.id ?? null,
      action: 'customer.archived',
      subjectKind: 'customer',
      subjectId: id,
    });
  });
}
