/** Keeps the day of the next contact, and what is to be done, in the transaction that changes what they are made of. */
import type { DB } from '@tradepost/db';
import {
  listNextContacts,
  type NextContact,
  type NextContactRow,
  saveChecks,
  saveNextContacts,
} from '@tradepost/db/queries/follow-up';
import type { Transaction } from 'kysely';
import { addDays, dayIn } from '../calendar/days.ts';
import { nextDate } from './next-date.ts';
import { type FollowUpRules, loadFollowUpRules } from './rules.ts';
import { settleTasks } from './settle-tasks.ts';
import { tellFarDate } from './tell-far-date.ts';

/**
 * To be called after a contact was recorded, or grade or salesperson changed. Reads without locks: a row that this
 * transaction has changed is its own already, and any other is left as it is.
 * @param customerIds in any order; those whose day stays cost two reads.
 */
export async function touchNextContact(
  tx: Transaction<DB>,
  customerIds: readonly number[],
  now: Date = new Date(),
): Promise<void> {
  if (customerIds.length === 0) return;
  const rows = await listNextContacts(tx, [...new Set(customerIds)]);
  const rules = await loadFollowUpRules(tx);
  const next = rows.map((row) => nextOf(row, row.next_contact_manual ? row.next_contact_on : null, rules));
  await save(tx, rows, next, rules, now);
}

/** Whom nobody follows up has no day. */
function nextOf(row: NextContactRow, manual: string | null, rules: FollowUpRules): NextContact {
  if (!row.followed) return { id: row.id, on: null, manual: false };
  const day = (at: Date) => dayIn(rules.home.timeZone, at);
  const lastContact = row.last_contact_at === null ? null : day(row.last_contact_at);
  const input = { grade: row.grade, manual, lastContact, ownedSince: day(row.owned_since) };
  return { id: row.id, ...nextDate(input, rules.days, rules.calendar) };
}

async function save(
  tx: Transaction<DB>,
  rows: readonly NextContactRow[],
  next: readonly NextContact[],
  rules: FollowUpRules,
  now: Date,
): Promise<void> {
  await saveNextContacts(
    tx,
    next.filter(({ on, manual }, i) => {
      const row = rows[i] as NextContactRow;
      return on !== row.next_contact_on || manual !== row.next_contact_manual;
    }),
  );
  await saveChecks(
    tx,
    rows.flatMap((row) => {
      const on = row.followed && row.last_contact_at === null ? checkOf(row, rules) : null;
      return row.check_on === on ? [] : [{ id: row.id, on }];
    }),
  );
  const settled = rows.map((row, i) => ({
    id: row.id,
    followed: row.followed,
    ownerId: row.owner_id,
    nextOn: (next[i] as NextContact).on,
    lastContact: row.last_contact_at,
  }));
  await settleTasks(tx, settled, rules.home.timeZone, now);
}

/** The day on which it is looked next whether anything was sent to a new customer. */
function checkOf(row: NextContactRow, { policy, home }: FollowUpRules): string | null {
  // Null in the row: all looks are behind, or it was there before there were any.
  const days = policy.newCustomerDays[row.checks];
  if (days === undefined || row.check_on === null) return null;
  return addDays(dayIn(home.timeZone, row.owned_since), days);
}

export interface Choice {
  readonly now?: Date;
  /** Who chooses; null: nobody who is known. */
  readonly by?: number | null;
}

/**
 * The day that a person has chosen; null: by the interval again. The caller holds the customer's row.
 * @param on not before the last contact: such a day is over at once.
 */
export async function chooseNextContact(
  tx: Transaction<DB>,
  customerId: number,
  on: string | null,
  { now = new Date(), by = null }: Choice = {},
): Promise<void> {
  const rules = await loadFollowUpRules(tx);
  const rows = await listNextContacts(tx, [customerId]);
  const next = rows.map((row) => nextOf(row, on, rules));
  await save(tx, rows, next, rules, now);
  const [row] = rows;
  if (row !== undefined && next[0]?.manual === true && on !== null && on !== row.next_contact_on)
    await tellFarDate(tx, row, on, rules, by);
}
