/** Making a customer: the record, its contacts and domains, and the filing of its past. */
import type { NewCustomer } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { Scope } from '@tradepost/db/queries/scope';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { noteRefusedClaim } from '../collision/refused-claim.ts';
import { requestRefile } from '../filing/refile.ts';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { readParticulars } from '../record/particulars.ts';
import { refreshCompleteness } from '../record/refresh-completeness.ts';
import { askForReview } from '../record/review.ts';
import type { Viewer } from '../users/viewer.ts';
import { checkDomains, claimDomains } from './claim.ts';
import { saveContact } from './contacts.ts';
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
  const made = await deps.db
    .transaction()
    .execute((tx) => insertCustomer(tx, actor, input))
    .catch(async (error: unknown) => {
      await noteRefusedClaim(deps.db, actor.viewer, error);
      throw error;
    });
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
  const particulars = await readParticulars(tx, input, null);
  const { id: customerId } = await tx
    .insertInto('customer')
    .values({
      ...particulars,
      name,
      grade_at: particulars.grade === undefined ? null : sql<Date>`now()`,
      owner_id: ownerId,
      created_by: viewer?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await claimDomains(tx, scope, customerId, domains);
  const contacts = input.contacts ?? [];
  const main = Math.max(
    0,
    contacts.findIndex(({ isMain }) => isMain === true),
  );
  let addresses = 0;
  for (const [i, contact] of contacts.entries()) {
    await saveContact(tx, scope, { id: null, customerId }, { ...contact, isMain: i === main });
    addresses += contact.addresses?.length ?? 0;
  }
  await refreshCompleteness(tx, [customerId]);
  await touchNextContact(tx, [customerId]);
  if (particulars.grade === 'A') await askForReview(tx, viewer, { id: customerId, name, ownerId });
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
