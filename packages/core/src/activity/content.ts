/** The part of an activity that says what it was; fields that are left out stay. */
import type { DoneActivity } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { LockedActivity } from '@tradepost/db/queries/activities';
import type { Transaction } from 'kysely';
import { cleanText } from '../customers/normalise.ts';
import { checkContact, checkDay } from './check.ts';

export async function contentOf(
  tx: Transaction<DB>,
  before: LockedActivity,
  input: Omit<DoneActivity, 'doneAt'>,
) {
  const { contactId } = input;
  if (contactId && contactId !== before.contact_id) await checkContact(tx, before.customer_id, contactId);
  const text = (value: string | null | undefined, old: string | null) =>
    value === undefined ? old : cleanText(value);
  return {
    direction: input.direction === undefined ? before.direction : input.direction,
    // What a note is about was decided when it was written.
    channel: before.market_problem === null ? text(input.channel, before.channel) : before.channel,
    place: text(input.place, before.place),
    way: text(input.way, before.way),
    contact_id: contactId === undefined ? before.contact_id : contactId,
    person: text(input.person, before.person),
    content: text(input.content, before.content),
    result: text(input.result, before.result),
    next_date: input.nextDate === undefined ? before.next_date : checkDay(input.nextDate),
  };
}
