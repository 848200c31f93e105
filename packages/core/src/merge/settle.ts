/** What is counted of contacts and timelines, and by which names a search finds it, after they went from one customer to another. */
import type { DB } from '@tradepost/db';
import { leadCustomers } from '@tradepost/db/queries/search-records';
import type { Transaction } from 'kysely';
import { touchNextContact } from '../follow-up/touch-next-contact.ts';
import { refreshCompleteness } from '../record/refresh-completeness.ts';

export async function settle(tx: Transaction<DB>, customerIds: readonly number[]): Promise<void> {
  await refreshCompleteness(tx, customerIds);
  await touchNextContact(tx, customerIds);
  await leadCustomers(tx, customerIds);
}
