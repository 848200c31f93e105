/** Addresses and domains belong to one customer each; here they are taken for one. */
import type { DB } from '@tradepost/db';
import {
  findAddressHolders,
  findDomainHolders,
  type Holder,
  insertContactAddresses,
  insertCustomerDomains,
} from '@tradepost/db/queries/contacts';
import { findForeignAddress, findForeignDomain } from '@tradepost/db/queries/foreign-mail';
import { findListing } from '@tradepost/db/queries/never-archive';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import type { Scope } from '@tradepost/db/queries/scope';
import { listCompanyDomains } from '@tradepost/db/queries/settings';
import type { Transaction } from 'kysely';
import { isPlatformDomain, isSharedDomain } from '../filing/freemail-domains.ts';
import { fault, faultError } from './fault.ts';
import { domainOf, normaliseAddress, normaliseDomain } from './normalise.ts';
import { warnSharedDomains } from './warn-shared-domain.ts';

/** Addresses as the tables keep them, each once. @throws TradepostError 'invalid-request'. */
export function checkAddresses(addresses: readonly string[]): string[] {
  const normal = [...new Set(addresses.map(normaliseAddress))];
  for (const address of normal)
    if (isPlatformDomain(domainOf(address)))
      throw faultError(
        'invalid-request',
        fault('platform-address', { value: address }),
        `${address} is an address of a platform, which relays the mail of many companies; it cannot belong to one customer.`,
      );
  return normal;
}

/** Domains as the tables keep them, each once. @throws TradepostError 'invalid-request'. */
export function checkDomains(domains: readonly string[]): string[] {
  const normal = [...new Set(domains.map(normaliseDomain))];
  for (const domain of normal)
    if (isSharedDomain(domain))
      throw faultError(
        'invalid-request',
        fault('shared-domain', { value: domain }),
        `Anyone can have an address at ${domain}, so it cannot be a customer's domain. Add the single addresses to a contact.`,
      );
  return normal;
}

/**
 * @param addresses checked.
 * @throws TradepostError 'address-taken', 'invalid-request' for one of our own, 'unprocessable' for one whose mail is
 *   not archived, 'forbidden' (see `assertSeen`).
 */
export async function claimAddresses(
  tx: Transaction<DB>,
  scope: Scope,
  contact: { id: number; customerId: number },
  addresses: readonly string[],
): Promise<void> {
  const [own] = await listOwnAddresses(tx, addresses);
  if (own !== undefined)
    throw faultError(
      'invalid-request',
      fault('own-address', { value: own }),
      `${own} is an address of the own company.`,
    );
  const held = await insertContactAddresses(tx, contact, addresses);
  const taken = addresses.filter((address) => !held.has(address));
  if (taken.length > 0) throw takenError('address', taken, await findAddressHolders(tx, scope, taken));
  assertArchived(await findListing(tx, addresses, []));
  assertSeen(await findForeignAddress(tx, scope, addresses));
  await warnSharedDomains(tx, contact.customerId, addresses.map(domainOf));
}

/** @param domains checked. @throws TradepostError as `claimAddresses`. */
export async function claimDomains(
  tx: Transaction<DB>,
  scope: Scope,
  customerId: number,
  domains: readonly string[],
): Promise<void> {
  const ours = new Set(await listCompanyDomains(tx));
  const own = domains.find((domain) => ours.has(domain));
  if (own !== undefined)
    throw faultError(
      'invalid-request',
      fault('own-domain', { value: own }),
      `${own} is a domain of the own company.`,
    );
  const held = await insertCustomerDomains(tx, customerId, domains);
  const taken = domains.filter((domain) => !held.has(domain));
  if (taken.length > 0) throw takenError('domain', taken, await findDomainHolders(tx, scope, taken));
  assertArchived(await findListing(tx, [], domains));
  assertSeen(await findForeignDomain(tx, scope, domains));
  await warnSharedDomains(tx, customerId, domains);
}

/**
 * A claim files all mail with the address to the customer, and so shows it to the customer's owner: who makes it
 * must be one who may see that mail already. Mail that comes later is the customer's.
 * @param value an address or domain in mail that the asker may not see.
 */
function assertSeen(value: string | null): void {
  if (value !== null)
    throw faultError(
      'forbidden',
      fault('seen-elsewhere', { value }),
      `There is mail with ${value} that is not yours. Ask a manager to add it.`,
    );
}

/** A customer's mail that is not archived is nowhere. @param entry of the never-archive list. */
function assertArchived(entry: string | null): void {
  if (entry !== null)
    throw faultError(
      'unprocessable',
      fault('never-archived', { value: entry }),
      `Mail with ${entry} is not archived: it is on the company's never-archive list. Ask an administrator to take it off.`,
    );
}

/** Names the other customer only to those who may see it. */
function takenError(what: 'address' | 'domain', taken: readonly string[], holders: readonly Holder[]) {
  const holder = holders.find((candidate) => candidate.visible);
  const value = holder?.value ?? taken[0] ?? null;
  if (holder === undefined)
    return faultError(
      'address-taken',
      fault('of-colleague', { value }),
      `The ${what} ${value} belongs to a customer of a colleague. Ask a manager.`,
      { [what]: value },
    );
  const { customerId, customerName } = holder;
  return faultError(
    'address-taken',
    fault('of-customer', { value, customerName }),
    `The ${what} ${value} belongs to the customer "${customerName}".`,
    { [what]: value, customerId, customerName },
  );
}
