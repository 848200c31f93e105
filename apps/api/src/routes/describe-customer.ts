/** A customer's record and its contacts as resources of the contract. */
import type { Contact, Customer, Supplier } from '@tradepost/contract';
import { localZonesOf } from '@tradepost/core/calendar/customer-zone';
import { completenessOf, type KnownParts } from '@tradepost/core/record/completeness';
import { describeCollaborators } from '@tradepost/core/record/collaborators';
import { awaitsReview } from '@tradepost/core/record/review';
import { demandsReview } from '@tradepost/core/record/settings';
import type { Database } from '@tradepost/core/services';
import { type ContactRow, listContacts } from '@tradepost/db/queries/contacts';
import {
  type CustomerRow,
  findRecordNames,
  isRefiling,
  listCustomerDomains,
} from '@tradepost/db/queries/customers';
import { findLivingOn } from '@tradepost/db/queries/merges';
import { listKnownParts, listSuppliers, type SupplierRow } from '@tradepost/db/queries/record';
import { leads } from '@tradepost/core/users/viewer';
import type { Caller } from '../handlers.ts';
import { iso } from './describe.ts';

export function describeContact(row: ContactRow): Contact {
  const { birthday, family, hobbies } = row;
  return {
    id: row.id,
    customerId: row.customer_id,
    name: row.name,
    localName: row.local_name,
    title: row.title,
    department: row.department,
    isMain: row.is_main,
    channels: row.channels,
    addresses: row.addresses,
    invalidChannels: row.invalid_channels,
    invalidAddresses: row.invalid_addresses,
    preferredChannel: row.preferred_channel,
    relationshipLevel: row.relationship_level,
    note: row.note,
    // Left out, so that nobody takes "not told" for "not known".
    restricted: !row.may_change,
    ...(row.may_change ? { birthday, family, hobbies } : {}),
    invalidAt: iso(row.invalid_at),
    invalidReason: row.invalid_reason,
  };
}

export const describeSupplier = (row: SupplierRow): Supplier => ({
  id: row.id,
  name: row.name,
  competitorId: row.competitor_id,
  product: row.product,
  since: row.since_on,
  until: row.until_on,
  note: row.note,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** @param row that the asker may see. */
export async function describeCustomer(
  db: Database,
  { viewer, scope }: Pick<Caller, 'viewer' | 'scope'>,
  row: CustomerRow,
): Promise<Customer> {
  const { id } = row;
  const [domains, contacts, suppliers, collaborators, [parts], names, refiling, demanded] = await Promise.all(
    [
      listCustomerDomains(db, id),
      listContacts(db, scope, id),
      listSuppliers(db, id),
      describeCollaborators(db, id),
      listKnownParts<KnownParts>(db, [id]),
      findRecordNames(db, row),
      isRefiling(db, id),
      demandsReview(db),
    ],
  );
  return {
    id,
    name: row.name,
    localName: row.local_name,
    formerNames: names.former,
    country: row.country,
    region: row.region,
    city: row.city,
    address: row.address,
    timeZone: row.time_zone,
    localZones: localZonesOf(row),
    language: row.language,
    grade: row.grade,
    awaitingReview: awaitsReview(row, demanded),
    stage: row.stage,
    relationshipType: row.relationship_type,
    keyAccount: row.key_account,
    website: row.website,
    source: row.source,
    batchId: row.batch_id,
    batchName: names.batch,
    businessType: row.business_type,
    scale: row.scale,
    productsOfInterest: row.products_of_interest,
    productsInUse: row.products_in_use,
    usageNote: row.usage_note,
    evaluation: row.evaluation,
    preferredChannel: row.preferred_channel,
    tags: row.tags,
    custom: row.custom,
    note: row.note,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    domains,
    contacts: contacts.map(describeContact),
    suppliers: suppliers.map(describeSupplier),
    collaborators,
    // Gone between the reads: nothing is known of it.
    completeness: parts === undefined ? { percent: 0, missing: [] } : completenessOf(parts.known),
    nextContactOn: row.next_contact_on,
    nextContactManual: row.next_contact_manual,
    lastContactAt: iso(row.last_contact_at),
    verifiedAt: iso(row.verified_at),
    verifiedByName: names.verified_by,
    reviewedAt: iso(row.reviewed_at),
    reviewedByName: names.reviewed_by,
    createdByName: names.created_by,
    refiling,
    mayChange: row.may_change,
    mayEnd: viewer.role !== 'reader' && (row.owner_id === viewer.id || leads(viewer, row.owner_id)),
    archivedAt: iso(row.archived_at),
    mergedIntoId: row.merged_into_id === null ? null : await findLivingOn(db, id),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
