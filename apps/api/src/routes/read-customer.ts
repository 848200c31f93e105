/** The customer, or the contact, that a caller has asked for or just changed. */
import type { Contact, Customer } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { findContact } from '@tradepost/db/queries/contacts';
import { type CustomerRow, findCustomer } from '@tradepost/db/queries/customers';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../handlers.ts';
import { describeContact, describeCustomer } from './describe-customer.ts';

export const actorOf = (caller: Caller) => ({ viewer: caller.viewer, scope: caller.scope });

/** @throws TradepostError 'not-found' where he may not know of it. */
export async function requireCustomer(deps: ApiDeps, caller: Caller, id: number): Promise<CustomerRow> {
  const row = await findCustomer(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The customer');
  return row;
}

/** @throws as `requireCustomer`. */
export const readCustomer = async (deps: ApiDeps, caller: Caller, id: number): Promise<Customer> =>
  describeCustomer(deps.db, caller, await requireCustomer(deps, caller, id));

/** @throws TradepostError 'not-found'. */
export async function readContact(deps: ApiDeps, caller: Caller, id: number): Promise<Contact> {
  const row = await findContact(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The contact');
  return describeContact(row);
}
