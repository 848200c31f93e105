/** Keeps the day of the next contact, in the transaction that changes what it is made of. */
import type { DB } from '@tradepost/db';
import {
  listNextContacts,
  type NextContact,
  type NextContactRow,
  saveNextContacts,
} from '@tradepost/db/queries/follow-up';
import type { Transaction } from 'kysely';
import { dayIn } from '../calendar/days.ts';
import { nextDate } from './next-date.ts';
import { type FollowUpRules, loadFollowUpRules } from './rules.ts';

/**
 * To be called after a contact was recorded, or grade or salesperson changed. Reads without locks: a row that this
 * transaction has changed is its own already, and any other is left as it is.
 * @param customerIds in any order; those whose day stays cost one read.
 */
export async function touchNextContact(tx: Transaction<DB>, customerIds: readonly number[]): Promise<void> {
  if (customerIds.length === 0) return;
  const rows = await listNextContacts(tx, [...new Set(customerIds)]);
  const rules = await loadFollowUpRules(tx);
  const next = rows.map((row) => nextOf(row, row.next_contact_manual ? row.next_contact_on : null, rules));
  await saveNextContacts(
    tx,
    next.filter(({ on, manual }, i) => {
      const row = rows[i] as NextContactRow;
      return on !== row.next_contact_on || manual !== row.next_contact_manual;
    }),
  );
}

/** Whom nobody follows up has no day. */
function nextOf(row: NextContactRow, manual: string | null, rules: FollowUpRules): NextContact {
  if (!row.followed) return { id: row.id, on: null, manual: false };
  const day = (at: Date) => dayIn(rules.home.timeZone, at);
  const lastContact = row.last_contact_at === null ? null : day(row.last_contact_at);
  const input = { grade: row.grade, manual, lastContact, ownedSince: day(row.owned_since) };
  return { id: row.id, ...nextDate(input, rules.days, rules.calendar) };
}

/**
 * The day that a person has chosen; null: by the interval again. The caller holds the customer's row.
 * @param on not before the last contact: such a day is over at once.
 */
export async function chooseNextContact(
  tx: Transaction<DB>,
  customerId: number,
  on: string | null,
): Promise<void> {
  const rules = await loadFollowUpRules(tx);
  const rows = await listNextContacts(tx, [customerId]);
  await saveNextContacts(
    tx,
    rows.map((row) => nextOf(row, on, rules)),
  );
}
