/** Contacts and what belongs to one customer only: addresses and domains. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { ChannelKind, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface ContactRow {
  readonly id: number;
  readonly customer_id: number;
  readonly name: string | null;
  readonly local_name: string | null;
  readonly title: string | null;
  readonly department: string | null;
  readonly is_main: boolean;
  readonly birthday: string | null;
  readonly family: string | null;
  readonly hobbies: string | null;
  readonly note: string | null;
  readonly relationship_level: number | null;
  readonly preferred_channel: ChannelKind | 'email' | null;
  readonly invalid_at: Date | null;
  readonly invalid_reason: string | null;
  readonly channels: { kind: ChannelKind; value: string }[];
  readonly invalid_channels: { kind: ChannelKind; value: string }[];
  readonly addresses: string[];
  readonly invalid_addresses: string[];
  /** Whether the asker may change it, and so may see what is private of it. */
  readonly may_change: boolean;
}

const channels = (valid: boolean) => sql`
  coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'value', h.value) order by h.position, h.id)
    from contact_channel h where h.contact_id = k.id and (h.invalid_at is null) = ${valid}::boolean), '[]')`;
const addresses = (valid: boolean) => sql`
  array(select a.address from contact_address a
    where a.contact_id = k.id and (a.invalid_at is null) = ${valid}::boolean
    order by a.position, a.created_at, a.address)`;

/** `k` is the contact, `c` its customer. */
const contactColumns = (scope: Scope) => sql<ContactRow>`
  k.id, k.customer_id, k.name, k.local_name, k.title, k.department, k.is_main, k.birthday, k.family, k.hobbies, k.note,
  k.relationship_level, k.preferred_channel, k.invalid_at, k.invalid_reason,
  ${channels(true)} as channels, ${channels(false)} as invalid_channels,
  ${addresses(true)} as addresses, ${addresses(false)} as invalid_addresses, (${scope.changes('c')}) as may_change`;

/** Valid ones first, the main one before all. At most 1,000: a customer with more has other troubles. */
export async function listContacts(db: Kysely<DB>, scope: Scope, customerId: number): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select ${contactColumns(scope)} from contact k join customer c on c.id = k.customer_id
    where k.customer_id = ${customerId} and k.merged_into_id is null and ${scope.customer('c')}
    order by k.invalid_at is not null, not k.is_main, k.id limit 1000`.execute(db);
  return rows;
}

/** The contact, if its customer may be seen. */
export async function findContact(db: Kysely<DB>, scope: Scope, id: number): Promise<ContactRow | undefined> {
  const { rows } = await sql<ContactRow>`
    select ${contactColumns(scope)} from contact k join customer c on c.id = k.customer_id
    where k.id = ${id} and ${scope.customer('c')}`.execute(db);
  return rows[0];
}

/** Of these addresses of a contact those that were invalid are valid again. */
export async function reviveAddresses(
  tx: Transaction<DB>,
  contactId: number,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0) return;
  await tx
    .updateTable('contact_address')
    .set({ invalid_at: null })
    .where('contact_id', '=', contactId)
    .where('address', 'in', [...addresses])
    .where('invalid_at', 'is not', null)
    .execute();
}

/** The order in which they are shown: the first is written to first. */
export async function orderAddresses(
  tx: Transaction<DB>,
  contactId: number,
  addresses: readonly string[],
): Promise<void> {
  await sql`
    update contact_address a set position = n.place
    from unnest(${[...addresses]}::text[]) with ordinality as n(address, place)
    where a.contact_id = ${contactId} and a.address = n.address and a.position <> n.place`.execute(tx);
}

/** @returns those that were free or this contact's already; the rest belong to another. */
export async function insertContactAddresses(
  tx: Transaction<DB>,
  contact: { id: number; customerId: number },
  addresses: readonly string[],
): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  await tx
    .insertInto('contact_address')
    .values(
      addresses.map((address) => ({ address, contact_id: contact.id, customer_id: contact.customerId })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
  const rows = await tx
    .selectFrom('contact_address')
    .select('address')
    .where('contact_id', '=', contact.id)
    .where('address', 'in', [...addresses])
    .execute();
  return new Set(rows.map((row) => row.address));
}

/** @returns those that were free or this customer's already. */
export async function insertCustomerDomains(
  tx: Transaction<DB>,
  customerId: number,
  domains: readonly string[],
): Promise<Set<string>> {
  if (domains.length === 0) return new Set();
  await tx
    .insertInto('customer_domain')
    .values(domains.map((domain) => ({ domain, customer_id: customerId })))
    .onConflict((oc) => oc.doNothing())
    .execute();
  const rows = await tx
    .selectFrom('customer_domain')
    .select('domain')
    .where('customer_id', '=', customerId)
    .where('domain', 'in', [...domains])
    .execute();
  return new Set(rows.map((row) => row.domain));
}

export interface Holder {
  readonly value: string;
  readonly customerId: number;
  readonly customerName: string;
  readonly visible: boolean;
}

/** Whose these addresses are, and whether the asker may know. */
export async function findAddressHolders(
  db: Kysely<DB>,
  scope: Scope,
  addresses: readonly string[],
): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select a.address as value, c.id as "customerId", c.name as "customerName", (${scope.customer('c')}) as visible
    from contact_address a join customer c on c.id = a.customer_id
    where a.address = any(${[...addresses]}::text[])`.execute(db);
  return rows;
}

export async function findDomainHolders(
  db: Kysely<DB>,
  scope: Scope,
  domains: readonly string[],
): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select d.domain as value, c.id as "customerId", c.name as "customerName", (${scope.customer('c')}) as visible
    from customer_domain d join customer c on c.id = d.customer_id
    where d.domain = any(${[...domains]}::text[])`.execute(db);
  return rows;
}
