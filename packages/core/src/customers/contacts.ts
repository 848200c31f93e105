/** The people of a customer, their addresses and numbers. */
import type { ContactInput } from '@tradepost/contract';
import type { ContactTable, DB } from '@tradepost/db';
import { findContact, orderAddresses, reviveAddresses } from '@tradepost/db/queries/contacts';
import type { Scope } from '@tradepost/db/queries/scope';
import { sql, type Transaction, type Updateable } from 'kysely';
import { isDay } from '../calendar/days.ts';
import { notFound, TradepostError } from '../errors.ts';
import { requestRefile } from '../filing/refile.ts';
import { refreshCompleteness } from '../record/refresh-completeness.ts';
import { settleAddressTasks } from '../task/settle-addresses.ts';
import { setChannels } from './channels.ts';
import { checkAddresses, claimAddresses } from './claim.ts';
import type { Actor } from './create.ts';
import type { CustomerDeps } from './deps.ts';
import { lockForChange } from './lock-for-change.ts';
import { cleanText } from './normalise.ts';

/** @returns the contact's id. @throws TradepostError 'not-found', 'forbidden', 'address-taken', 'invalid-request'. */
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
  await lockForChange(tx, scope, customerId);
  const saved = await saveContact(tx, scope, { id: null, customerId }, input);
  await touchRecord(tx, customerId);
  const jobId = saved.matchesMore ? await requestRefile(tx, { customerId }, viewer?.id ?? null) : null;
  return { contactId: saved.id, jobId };
}

/** Fields that are left out stay; `addresses` is the whole list. @throws as `addContact`. */
export async function updateContact(
  deps: CustomerDeps,
  { viewer, scope }: Actor,
  id: number,
  input: ContactInput,
): Promise<void> {
  const jobId = await deps.db.transaction().execute(async (tx) => {
    const { customer_id: customerId } = await lockContact(tx, scope, id);
    const { matchesMore } = await saveContact(tx, scope, { id, customerId }, input);
    await touchRecord(tx, customerId, viewer?.id ?? null);
    return matchesMore ? requestRefile(tx, { customerId }, viewer?.id ?? null) : null;
  });
  if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
}

/** What is filed stays filed. @throws TradepostError 'not-found', 'forbidden'. */
export async function removeContact(deps: CustomerDeps, { viewer, scope }: Actor, id: number): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const { customer_id: customerId } = await lockContact(tx, scope, id);
    await tx.deleteFrom('contact').where('id', '=', id).execute();
    await touchRecord(tx, customerId, viewer?.id ?? null);
  });
}

/** The contact as it is once its customer is locked. @throws TradepostError 'not-found', 'forbidden'. */
export async function lockContact(tx: Transaction<DB>, scope: Scope, id: number) {
  const seen = await findContact(tx, scope, id);
  if (seen === undefined) throw notFound('The contact');
  await lockForChange(tx, scope, seen.customer_id);
  const held = await findContact(tx, scope, id);
  if (held === undefined) throw notFound('The contact');
  return held;
}

/** After any change of a contact. */
export async function touchRecord(
  tx: Transaction<DB>,
  customerId: number,
  by: number | null = null,
): Promise<void> {
  await tx
    .updateTable('customer')
    .set({ updated_at: sql<Date>`now()` })
    .where('id', '=', customerId)
    .execute();
  await refreshCompleteness(tx, [customerId]);
  await settleAddressTasks(tx, customerId, by);
}

/**
 * Writes a contact of a customer whose row the caller holds. @param contact id null: a new one.
 * @returns its id, and whether mail may match it that did not before.
 */
export async function saveContact(
  tx: Transaction<DB>,
  scope: Scope,
  contact: { readonly id: number | null; readonly customerId: number },
  input: ContactInput,
): Promise<{ id: number; matchesMore: boolean }> {
  const { customerId } = contact;
  const wanted = input.addresses === undefined ? undefined : checkAddresses(input.addresses);
  const set = readContact(input);
  const id = await writeRow(tx, contact, set);
  if (input.isMain === true)
    await tx
      .updateTable('contact')
      .set({ is_main: false })
      .where('customer_id', '=', customerId)
      .where('id', '<>', id)
      .where('is_main', '=', true)
      .execute();
  if (input.channels !== undefined) await setChannels(tx, { id, customerId }, input.channels);
  return {
    id,
    matchesMore: wanted !== undefined && (await setAddresses(tx, scope, { id, customerId }, wanted)),
  };
}

async function writeRow(
  tx: Transaction<DB>,
  { id, customerId }: { readonly id: number | null; readonly customerId: number },
  set: Updateable<ContactTable>,
): Promise<number> {
  if (id === null)
    return (
      await tx
        .insertInto('contact')
        .values({ ...set, customer_id: customerId })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  if (Object.keys(set).length > 0) await tx.updateTable('contact').set(set).where('id', '=', id).execute();
  return id;
}

const TEXTS = {
  name: 'name',
  localName: 'local_name',
  title: 'title',
  department: 'department',
  note: 'note',
  family: 'family',
  hobbies: 'hobbies',
} as const satisfies Partial<Record<keyof ContactInput, keyof ContactTable>>;

function readContact(input: ContactInput): Updateable<ContactTable> {
  const set: Updateable<ContactTable> = {};
  for (const field of Object.keys(TEXTS) as (keyof typeof TEXTS)[])
    if (input[field] !== undefined) set[TEXTS[field]] = cleanText(input[field]);
  if (input.isMain !== undefined) set.is_main = input.isMain;
  if (input.preferredChannel !== undefined) set.preferred_channel = input.preferredChannel;
  if (input.relationshipLevel !== undefined) set.relationship_level = input.relationshipLevel;
  if (input.birthday !== undefined) {
    if (input.birthday !== null && !isDay(input.birthday))
      throw new TradepostError('invalid-request', `"${input.birthday}" is not a day of the calendar.`);
    set.birthday = input.birthday;
  }
  return set;
}

/**
 * The whole list of the valid ones. Those that are invalid stay as they are; one that is named is valid again.
 * @returns whether there are any that mail did not match before.
 */
async function setAddresses(
  tx: Transaction<DB>,
  scope: Scope,
  contact: { readonly id: number; readonly customerId: number },
  wanted: readonly string[],
): Promise<boolean> {
  const before = await tx
    .selectFrom('contact_address')
    .select('address')
    .where('contact_id', '=', contact.id)
    .where('invalid_at', 'is', null)
    .execute();
  const old = new Set(before.map(({ address }) => address));
  const gone = [...old].filter((address) => !wanted.includes(address));
  if (gone.length > 0)
    await tx
      .deleteFrom('contact_address')
      .where('contact_id', '=', contact.id)
      .where('address', 'in', gone)
      .execute();
  const added = wanted.filter((address) => !old.has(address));
  await claimAddresses(tx, scope, contact, added);
  await reviveAddresses(tx, contact.id, added);
  await orderAddresses(tx, contact.id, wanted);
  return added.length > 0;
}
