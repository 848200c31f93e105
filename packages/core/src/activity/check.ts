/** What an activity may say: times that can be, a contact of the customer, somebody who can do it. */
import type { DB } from '@tradepost/db';
import { lockCustomer } from '@tradepost/db/queries/customers';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Transaction } from 'kysely';
import { notFound, TradepostError } from '../errors.ts';
import { loadViewer } from '../users/load-viewer.ts';
import { visibleCustomers } from '../visibility/scope.ts';

/** Whoever sees a customer writes to its timeline; the record itself is another matter. */
export async function lockForActivity(tx: Transaction<DB>, scope: Scope, customerId: number) {
  const customer = await lockCustomer(tx, scope, customerId);
  if (customer === undefined) throw notFound('The customer');
  if (customer.merged_into_id !== null)
    throw new TradepostError('conflict', 'This customer was merged into another one. Go on there.', {
      details: { customerId: customer.merged_into_id },
    });
  return customer;
}

/** The clocks of two machines differ by so much at most. */
const CLOCK_SLACK_MS = 5 * 60_000;
const EARLIEST = Date.UTC(1980, 0);
const LATEST = Date.UTC(2100, 0);

/** @throws TradepostError 'invalid-request'. */
export function checkPlannedAt(text: string): Date {
  return between(new Date(text), LATEST, 'The planned time');
}

/** @throws TradepostError 'invalid-request' for a time to come: that is a plan. */
export function checkDoneAt(text: string | null | undefined): Date {
  if (text === null || text === undefined) return new Date();
  const at = between(new Date(text), LATEST, 'The time');
  if (at.getTime() > Date.now() + CLOCK_SLACK_MS)
    throw new TradepostError('invalid-request', 'What is done lies not in the future. Save it as a plan.');
  return at;
}

function between(at: Date, latest: number, what: string): Date {
  if (at.getTime() >= EARLIEST && at.getTime() <= latest) return at;
  throw new TradepostError('invalid-request', `${what} must lie between 1980 and 2100.`);
}

/** @param day `YYYY-MM-DD`. @throws TradepostError 'invalid-request' for the 30th of February. */
export function checkDay(day: string | null | undefined): string | null {
  if (day === null || day === undefined) return null;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new TradepostError('invalid-request', `${day} is not a day of the calendar.`);
  between(date, LATEST, 'The next date');
  return day;
}

/** @throws TradepostError 'invalid-request' for a contact of another customer. */
export async function checkContact(tx: Transaction<DB>, customerId: number, id: number): Promise<void> {
  const contact = await tx
    .selectFrom('contact')
    .select('id')
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .where('merged_into_id', 'is', null)
    .executeTakeFirst();
  if (contact === undefined)
    throw new TradepostError('invalid-request', 'This person is not a contact of the customer.');
}

/** Who is to do something must be able to see for whom. @throws TradepostError 'invalid-request'. */
export async function checkAssignee(tx: Transaction<DB>, customerId: number, id: number): Promise<void> {
  const user = await tx
    .selectFrom('app_user')
    .select(['id', 'role', 'department_id', 'disabled_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  const works = user !== undefined && user.disabled_at === null && user.role !== 'reader';
  const sees =
    works &&
    (await tx
      .selectFrom('customer as c')
      .select('c.id')
      .where('c.id', '=', customerId)
      .where(visibleCustomers(await loadViewer(tx, user), 'c'))
      .executeTakeFirst());
  if (!sees)
    throw new TradepostError(
      'invalid-request',
      'Who is to do it must be an active colleague who sees this customer. Add the colleague to the customer first.',
    );
}
