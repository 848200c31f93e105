/** The people of a customer and their addresses. */
import type { ContactInput } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findContact } from '@tradepost/db/queries/contacts';
import { type Transaction, sql } from 'kysely';
import { notFound } from '../errors.ts';
import { requestRefile } from '../filing/refile.ts';
import { setChannels } from './channels.ts';
import { checkAddresses, claimAddresses } from './claim.ts';
import type { Actor } from './create.ts';
import type { CustomerDeps } from './deps.ts';
import { lockForChange } from './lock-for-change.ts';
import { cleanText } from './normalise.ts';

/** @returns the contact's id. @throws TradepostError 'not-found', 'address-taken', 'invalid-request'. */
export async function addContact(
  deps: CustomerDeps,
  actor: Actor,
  customerId: number,
  input: ContactInput,
): Promise<number> {
  const made = await deps.db.transaction().execute((tx) => insertContact(tx, actor, customerId, input));
  if (made.jobId !== null) await deps.notifier.enqueue('background-job', { jobId: made.jobId });
  return made.contactId;
}

/** The part inside a transaction; the caller enqueues `jobId` after the commit. */
export async function insertContact(
  tx: Transaction<DB>,
  { viewer, scope }: Actor,
  customerId: number,
  input: ContactInput,
): Promise<{ contactId: number; jobId: number | null }> {
  const addresses = checkAddresses(input.addresses ?? []);
  await lockForChange(tx, scope, customerId);
  const { id } = await tx
    .insertInto('contact')
    .values({
      customer_id: customerId,
      name: cleanText(input.name),
      title: cleanText(input.title),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await claimAddresses(tx, scope, { id, customerId }, addresses);
  await setChannels(tx, { id, customerId }, input.channels ?? []);
  const jobId = addresses.length > 0 ? await requestRefile(tx, { customerId }, viewer?.id ?? null) : null;
  return { contactId: id, jobId };
}

/** Fields that are left out stay; `addresses` is the whole list. @throws as `addContact`. */
export async function updateContact(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  input: ContactInput,
): Promise<void> {
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const before = await findContact(tx, scope, id);
    if (before === undefined) throw notFound('The contact');
    await lockForChange(tx, scope, before.customer_id);
    const text = (value: string | null | undefined, old: string | null) =>
      value === undefined ? old : cleanText(value);
    await tx
      .updateTable('contact')
      .set({
        name: text(input.name, before.name),
        title: text(input.title, before.title),
      })
      .where('id', '=', id)
      .execute();
    await tx
      .updateTable('customer')
      .set({ updated_at: sql<Date>`now()` })
      .where('id', '=', before.customer_id)
      .execute();
    if (input.channels !== undefined)
      await setChannels(tx, { id, customerId: before.customer_id }, input.channels);
    if (input.addresses === undefined) return null;
    const wanted = checkAddresses(input.addresses);
    const gone = before.addresses.filter((address) => !wanted.includes(address));
    if (gone.length > 0)
      await tx
        .deleteFrom('contact_address')
        .where('contact_id', '=', id)
        .where('address', 'in', gone)
        .execute();
    const added = wanted.filter((address) => !before.addresses.includes(address));
    await claimAddresses(tx, scope, { id, customerId: before.customer_id }, added);
    return added.length > 0
      ? requestRefile(tx, { customerId: before.customer_id }, viewer?.id ?? null)
      : null;
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
}

/** What is filed stays filed. @throws TradepostError 'not-found'. */
export async function removeContact(deps: CustomerDeps, { scope }: Actor, id: number): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const before = await findContact(tx, scope, id);
    if (before === undefined) throw notFound('The contact');
    await lockForChange(tx, scope, before.customer_id);
    await tx.deleteFrom('contact').where('id', '=', id).execute();
  });
}
