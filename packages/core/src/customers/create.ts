/** Making a customer: the record, its contacts and domains, and the filing of its past. */
import type { NewCustomer } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { requestRefile } from '../filing/refile.ts';
import type { Viewer } from '../users/viewer.ts';
import { setChannels } from './channels.ts';
import { checkAddresses, checkDomains, claimAddresses, claimDomains } from './claim.ts';
import type { CustomerDeps } from './deps.ts';
import { fault, faultError } from './fault.ts';
import { cleanText } from './normalise.ts';
import { decideOwner } from './owner.ts';

export interface Actor {
  /** Null: the command line of the machine's administrator. */
  readonly viewer: Viewer | null;
  readonly scope: Scope;
}

/** @throws TradepostError 'address-taken', 'invalid-request', 'forbidden'. */
export async function createCustomer(deps: CustomerDeps, actor: Actor, input: NewCustomer): Promise<number> {
  const made = await deps.db.transaction().execute((tx) => insertCustomer(tx, actor, input));
  if (made.jobId !== null) await deps.notifier.enqueue('background-job', { jobId: made.jobId });
  return made.customerId;
}

/** The part inside a transaction; the caller enqueues `jobId` after the commit. */
export async function insertCustomer(
  tx: Transaction<DB>,
  { viewer, scope }: Actor,
  input: NewCustomer,
): Promise<{ customerId: number; jobId: number | null }> {
  const name = cleanText(input.name);
  if (name === null) throw faultError('invalid-request', fault('name-missing'), 'The customer needs a name.');
  const domains = checkDomains(input.domains ?? []);
  const ownerId = await decideOwner(tx, viewer, input.ownerId, null);
  const { id: customerId } = await tx
    .insertInto('customer')
    .values({
      name,
      country: input.country ?? null,
      grade: input.grade ?? null,
      website: cleanText(input.website),
      source: cleanText(input.source),
      note: cleanText(input.note),
      owner_id: ownerId,
      created_by: viewer?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await claimDomains(tx, scope, customerId, domains);
  let addresses = 0;
  for (const contact of input.contacts ?? []) {
    const checked = checkAddresses(contact.addresses ?? []);
    const { id } = await tx
      .insertInto('contact')
      .values({
        customer_id: customerId,
        name: cleanText(contact.name),
        title: cleanText(contact.title),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await claimAddresses(tx, scope, { id, customerId }, checked);
    await setChannels(tx, { id, customerId }, contact.channels ?? []);
    addresses += checked.length;
  }
  const jobId =
    addresses + domains.length > 0 ? await requestRefile(tx, { customerId }, viewer?.id ?? null) : null;
  await appendAudit(tx, {
    actorId: viewer?.id ?? null,
    action: 'customer.created',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { ownerId },
  });
  return { customerId, jobId };
}
