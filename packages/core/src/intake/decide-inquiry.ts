/** A person's word on an inquiry: whose it is, or that it is none. */
import type { InquiryCompletion } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findAddressHolders } from '@tradepost/db/queries/contacts';
import { lockCustomer } from '@tradepost/db/queries/customers';
import { findInquiry, type InquiryRow } from '@tradepost/db/queries/intake-inquiries';
import type { InquirySignals } from '@tradepost/mail/inquiry';
import { type Kysely, sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { type Actor, insertCustomer } from '../customers/create.ts';
import { insertContact } from '../customers/contacts.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { notFound, TradepostError } from '../errors.ts';
import type { Viewer } from '../users/viewer.ts';
import { fileInquiry } from './file-inquiry.ts';
import { newCustomerOf } from './inquiry-customer.ts';
import { readFacts } from './inquiry-facts.ts';
import { learnLabels } from './learned-labels.ts';

type Person = Actor & { readonly viewer: Viewer };

/**
 * @throws TradepostError 'not-found' unless the mail, and the customer, may be seen; 'conflict' where it is decided
 *   already; as `insertCustomer`.
 */
export async function completeInquiry(
  deps: CustomerDeps,
  actor: Person,
  id: number,
  { customerId, ...entered }: InquiryCompletion,
): Promise<void> {
  const done = await deps.db.transaction().execute(async (tx) => {
    const row = await lockOpen(tx, actor, id);
    const facts = readFacts(entered);
    await learnLabels(tx, (row.signals as InquirySignals).pairs, entered, actor.viewer.id);
    await tx.updateTable('inquiry').set(facts).where('id', '=', id).execute();
    const chosen =
      customerId === undefined
        ? await insertCustomer(tx, actor, newCustomerOf(row.platform, facts))
        : await addTo(tx, actor, customerId, facts.email, facts.buyer_name);
    const past = row.state === 'past';
    await fileInquiry(
      tx,
      { ...row, ...facts, past },
      { customerId: chosen.customerId, made: customerId === undefined, decidedBy: actor.viewer.id },
    );
    await appendAudit(tx, {
      actorId: actor.viewer.id,
      action: 'inquiry.completed',
      subjectKind: 'inquiry',
      subjectId: id,
      detail: { customerId: chosen.customerId, made: customerId === undefined },
    });
    return chosen;
  });
  if (done.jobId !== null) await deps.notifier.enqueue('background-job', { jobId: done.jobId });
  await deps.notifier.publish({ type: 'timeline', customerId: done.customerId });
}

/** The buyer becomes a contact where that may be and the address is nobody's yet; the mail is filed in any case. */
async function addTo(
  tx: Transaction<DB>,
  actor: Person,
  customerId: number,
  email: string | null,
  name: string | null,
): Promise<{ customerId: number; jobId: number | null }> {
  const customer = await lockCustomer(tx, actor.scope, customerId);
  if (customer === undefined) throw notFound('The customer');
  const free = email !== null && (await findAddressHolders(tx, actor.scope, [email])).length === 0;
  if (!free || !customer.may_change) return { customerId, jobId: null };
  const { jobId } = await insertContact(tx, actor, customerId, { name, addresses: [email] });
  return { customerId, jobId };
}

/** @throws TradepostError 'not-found', 'conflict'. */
export async function dismissInquiry(
  db: Kysely<DB>,
  actor: Person,
  id: number,
  reason: string | null,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockOpen(tx, actor, id);
    await tx
      .updateTable('inquiry')
      .set({ state: 'dismissed', reason, decided_by: actor.viewer.id, decided_at: sql<Date>`now()` })
      .where('id', '=', id)
      .execute();
    await appendAudit(tx, {
      actorId: actor.viewer.id,
      action: 'inquiry.dismissed',
      subjectKind: 'inquiry',
      subjectId: id,
      detail: { reason },
    });
  });
}

async function lockOpen(tx: Transaction<DB>, { scope }: Person, id: number): Promise<InquiryRow> {
  await tx.selectFrom('inquiry').select('id').where('id', '=', id).forUpdate().execute();
  const row = await findInquiry(tx, scope, id);
  if (row === undefined) throw notFound('The inquiry');
  if (row.state !== 'queued' && row.state !== 'past' && row.state !== 'waiting')
    throw new TradepostError('conflict', 'This inquiry is decided already. Load the page again to see how.');
  return row;
}
