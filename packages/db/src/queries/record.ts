/** What a record holds beside the customer's own row. */
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { CustomFieldTable, CustomerSupplierTable, DB } from '../schema.ts';

export type SupplierRow = Selectable<CustomerSupplierTable>;

/** The most of one customer that are kept. */
export const MOST_SUPPLIERS = 100;

export function listSuppliers(db: Kysely<DB>, customerId: number): Promise<SupplierRow[]> {
  return db
    .selectFrom('customer_supplier')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .limit(MOST_SUPPLIERS)
    .execute();
}

export function findSupplier(db: Kysely<DB>, id: number): Promise<SupplierRow | undefined> {
  return db.selectFrom('customer_supplier').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface CollaboratorRow {
  readonly user_id: number;
  readonly name: string;
  readonly can_edit: boolean;
  readonly added_at: Date;
}

export function listCollaborators(db: Kysely<DB>, customerId: number): Promise<CollaboratorRow[]> {
  return db
    .selectFrom('customer_collaborator as k')
    .innerJoin('app_user as u', 'u.id', 'k.user_id')
    .select(['k.user_id', 'u.name', 'k.can_edit', 'k.added_at'])
    .where('k.customer_id', '=', customerId)
    .orderBy('k.added_at')
    .orderBy('k.user_id')
    .limit(1_000)
    .execute();
}

export type CustomFieldRow = Selectable<CustomFieldTable>;

/** The company's own fields, archived ones too: an administrator makes each by hand. */
export function listCustomFields(db: Kysely<DB>): Promise<CustomFieldRow[]> {
  return db.selectFrom('custom_field').selectAll().orderBy('position').orderBy('id').execute();
}

/** Parts of the record by the names of the contract, each known or not. */
export interface KnownPartsRow<Parts> {
  readonly id: number;
  readonly completeness: number;
  readonly lacks: readonly string[];
  /** As they stand on the customer's row, and as they are. */
  readonly suppliers: readonly string[];
  readonly supplierNames: readonly string[];
  readonly known: Parts;
}

/** `c` is the customer. Contacts and addresses that are no longer valid are not known. */
const knownParts = sql`jsonb_build_object(
  'country', c.country is not null, 'city', c.city is not null, 'address', c.address is not null,
  'website', c.website is not null, 'source', c.source is not null or c.batch_id is not null,
  'businessType', c.business_type is not null, 'scale', c.scale is not null,
  'productsOfInterest', c.products_of_interest <> '{}', 'productsInUse', c.products_in_use <> '{}',
  'evaluation', c.evaluation is not null, 'grade', c.grade is not null,
  'relationshipType', c.relationship_type is not null,
  'suppliers', exists (select 1 from customer_supplier s where s.customer_id = c.id),
  'contact', exists (select 1 from contact k where k.customer_id = c.id and k.invalid_at is null and k.name is not null),
  'contactTitle', exists (select 1 from contact k
    where k.customer_id = c.id and k.invalid_at is null and k.title is not null),
  'mainContact', exists (select 1 from contact k where k.customer_id = c.id and k.invalid_at is null and k.is_main),
  'email', exists (select 1 from contact_address a join contact k on k.id = a.contact_id
    where a.customer_id = c.id and a.invalid_at is null and k.invalid_at is null),
  'phone', exists (select 1 from contact_channel h join contact k on k.id = h.contact_id
    where h.customer_id = c.id and h.invalid_at is null and k.invalid_at is null))`;

export async function listKnownParts<Parts>(
  db: Kysely<DB>,
  customerIds: readonly number[],
): Promise<KnownPartsRow<Parts>[]> {
  if (customerIds.length === 0) return [];
  const { rows } = await sql<KnownPartsRow<Parts>>`
    select c.id, c.completeness, c.lacks, c.suppliers, ${knownParts} as known,
      array(select distinct s.name from customer_supplier s where s.customer_id = c.id order by s.name) as "supplierNames"
    from customer c where c.id = any(${[...customerIds]}::bigint[]) order by c.id`.execute(db);
  return rows;
}

export interface Completed {
  readonly id: number;
  readonly percent: number;
  readonly lacks: readonly string[];
  readonly suppliers: readonly string[];
}

export async function saveCompleteness(tx: Transaction<DB>, changed: readonly Completed[]): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    with locked as (
      select id from customer where id = any(${changed.map(({ id }) => id)}::bigint[]) order by id for no key update
    )
    update customer c set completeness = n.percent, lacks = n.lacks, suppliers = n.suppliers
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
      as n(id bigint, percent smallint, lacks text[], suppliers text[]), locked
    where c.id = n.id and locked.id = n.id`.execute(tx);
}
