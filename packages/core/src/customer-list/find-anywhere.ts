/** One search over customers and all that happened with them (S4-B3), each by what the asker may see. */
import type { Found } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { listCustomerIds, listCustomers } from '@tradepost/db/queries/customer-list';
import { findActivities, findContacts, findMails, LOOKED_AT } from '@tradepost/db/queries/find-anywhere';
import type { Scope } from '@tradepost/db/queries/scope';
import { readWords } from '@tradepost/db/queries/text-words';
import type { Kysely } from 'kysely';
import type { Viewer } from '../users/viewer.ts';
import { readFilter } from './read-filter.ts';

/** Of each kind. */
const MOST = 8;
/** Customers whose people are looked at. */
const MOST_CUSTOMERS = 200;

const NEWEST_FIRST = { order: 'last-mail', descending: true, keyFirst: false, after: null } as const;

export async function findAnywhere(
  db: Kysely<DB>,
  { viewer, scope }: { readonly viewer: Viewer; readonly scope: Scope },
  typed: string,
): Promise<Found> {
  const words = await readWords(db, typed);
  if (words.length === 0)
    return { customers: [], contacts: [], activities: [], messages: [], lookedAt: LOOKED_AT };
  const filter = await readFilter(db, viewer, { search: typed });
  const [customers, ids, activities, mails] = await Promise.all([
    listCustomers(db, scope, { ...NEWEST_FIRST, filter, limit: MOST }),
    listCustomerIds(db, scope, filter, MOST_CUSTOMERS),
    findActivities(db, scope, rawWords(typed), MOST),
    findMails(db, scope, rawWords(typed), MOST),
  ]);
  const contacts = await findContacts(db, ids, words, MOST);
  return {
    customers: customers.rows.map((row) => ({
      id: row.id,
      name: row.name,
      localName: row.local_name,
      country: row.country,
      grade: row.grade,
      ownerName: row.owner_name,
    })),
    contacts: contacts.map((row) => ({
      id: row.id,
      customerId: row.customer_id,
      customerName: row.customer_name,
      name: row.name,
      address: row.address,
    })),
    activities: activities.map((row) => ({
      id: row.id,
      customerId: row.customer_id,
      customerName: row.customer_name,
      kind: row.kind,
      at: row.at.toISOString(),
      text: row.text,
    })),
    messages: mails.map((row) => ({
      id: row.id,
      subject: row.subject,
      from: row.from_name ?? row.from_address,
      at: row.occurred_at.toISOString(),
      direction: row.direction,
      customerId: row.customer_id,
      customerName: row.customer_name,
    })),
    lookedAt: LOOKED_AT,
  };
}

/** Activities and mails are compared as they stand, in lower case. */
const rawWords = (typed: string) =>
  typed
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, 12);
