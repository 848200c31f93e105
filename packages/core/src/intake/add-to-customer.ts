/** What a line of a list adds to a customer that is there already: empty fields, or further contacts. */
import type { ContactInput, CustomerPatch, NewCustomer } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listContacts } from '@tradepost/db/queries/contacts';
import type { Transaction } from 'kysely';
import type { Actor } from '../customers/create.ts';
import { insertContact } from '../customers/contacts.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { changeCustomer } from '../customers/update.ts';

/** Fields of the record that a list may fill, and the column of each. */
const COLUMN_OF = {
  localName: 'local_name',
  country: 'country',
  region: 'region',
  city: 'city',
  address: 'address',
  website: 'website',
  grade: 'grade',
  source: 'source',
  batchId: 'batch_id',
  businessType: 'business_type',
  scale: 'scale',
  evaluation: 'evaluation',
  note: 'note',
  productsOfInterest: 'products_of_interest',
  productsInUse: 'products_in_use',
  tags: 'tags',
} as const satisfies Partial<Record<keyof NewCustomer, string>>;

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

/**
 * Never over what a person has entered.
 * @returns jobs to announce; null where nothing was empty that the line knows.
 * @throws TradepostError 'not-found', 'forbidden'.
 */
export async function fillEmpty(
  tx: Transaction<DB>,
  actor: Actor,
  customerId: number,
  draft: NewCustomer,
): Promise<number[] | null> {
  const before = await lockForChange(tx, actor.scope, customerId);
  const patch: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    const value = draft[field as keyof typeof COLUMN_OF];
    if (value !== undefined && !isEmpty(value) && isEmpty(before[column])) patch[field] = value;
  }
  if (Object.keys(patch).length === 0) return null;
  const jobId = await changeCustomer(tx, actor, customerId, patch as CustomerPatch);
  return jobId === null ? [] : [jobId];
}

/**
 * Contacts that have an address, a number or a name which the customer's contacts have not.
 * @returns jobs to announce; null where all are known. @throws TradepostError as `insertContact`.
 */
export async function addContacts(
  tx: Transaction<DB>,
  actor: Actor,
  customerId: number,
  contacts: readonly ContactInput[],
): Promise<number[] | null> {
  const there = await listContacts(tx, actor.scope, customerId);
  const addresses = new Set(there.flatMap((contact) => contact.addresses));
  const names = new Set(there.map((contact) => contact.name?.toLowerCase()));
  const jobs = new Set<number>();
  let added = 0;
  for (const contact of contacts) {
    const fresh = (contact.addresses ?? []).filter((address) => !addresses.has(address));
    const known = names.has(contact.name?.toLowerCase());
    if (fresh.length === 0 && ((contact.addresses ?? []).length > 0 || known)) continue;
    const { jobId } = await insertContact(tx, actor, customerId, { ...contact, addresses: fresh });
    if (jobId !== null) jobs.add(jobId);
    added++;
  }
  return added === 0 ? null : [...jobs];
}
