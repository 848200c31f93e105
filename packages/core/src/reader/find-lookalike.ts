/** Whether a mail's sender may be taken for a customer, or for us, and is neither: who forges an invoice writes so. */
import type { DB } from '@tradepost/db';
import {
  isKnownSender,
  type KnownName,
  listAddressesNamed,
  listAddressesNear,
  listDomainsNear,
} from '@tradepost/db/queries/lookalikes';
import type { Scope } from '@tradepost/db/queries/scope';
import type { Kysely } from 'kysely';
import { getDomain } from 'tldts';
import { domainOf } from '../customers/normalise.ts';
import { isPlatformDomain, isSharedDomain } from '../filing/freemail-domains.ts';
import { hasSameShape, isDomainAlike } from './looks-alike.ts';

export interface Lookalike {
  /** The address or the domain that is known. */
  readonly known: string;
  /** Null: it is the company's own. */
  readonly customer: { readonly id: number; readonly name: string } | null;
}

/** What is easily overlooked makes a name longer or shorter by so much: "rn" for "m", a hyphen. */
const LENGTH_APART = 3;

/**
 * @param address as the archive keeps it, in lower case.
 * @param at the moment of the mail: whom the company has written with for long before it is known.
 * @param scope of the reader: he is told of no customer that he does not see.
 */
export async function findLookalike(
  db: Kysely<DB>,
  scope: Scope,
  address: string,
  at: Date,
): Promise<Lookalike | null> {
  const [local, domain] = [localOf(address), domainOf(address)];
  // Platforms make addresses up.
  if (isPlatformDomain(domain)) return null;
  const shared = isSharedDomain(domain);
  const registered = getDomain(domain) ?? domain;
  if (await isKnownSender(db, address, shared ? [] : [domain, registered], at)) return null;
  const found = shared
    ? (await listAddressesNear(db, scope, local, domain, LENGTH_APART)).find(({ name }) =>
        isOtherMailbox(local, localOf(name), domain),
      )
    : ((await domainLike(db, scope, registered)) ?? (await providerLike(db, scope, local, registered)));
  if (found === undefined) return null;
  const { name, customer_id: id, customer_name: customer } = found;
  return { known: name, customer: id === null || customer === null ? null : { id, name: customer } };
}

const localOf = (address: string) => address.slice(0, address.lastIndexOf('@'));

async function domainLike(db: Kysely<DB>, scope: Scope, domain: string): Promise<KnownName | undefined> {
  return (await listDomainsNear(db, scope, domain, LENGTH_APART)).find(
    ({ name }) => !isSharedDomain(name) && isDomainAlike(domain, name),
  );
}

/** The contact's name at a domain that may be taken for his freemail provider's: gmai1.com. */
async function providerLike(
  db: Kysely<DB>,
  scope: Scope,
  local: string,
  domain: string,
): Promise<KnownName | undefined> {
  return (await listAddressesNamed(db, scope, local)).find(({ name }) => {
    const provider = domainOf(name);
    return isSharedDomain(provider) && isDomainAlike(domain, provider, { short: true });
  });
}

/** Gmail passes over dots: with others or without it is the same mailbox (support.google.com/mail/answer/7436150). */
function isOtherMailbox(local: string, known: string, domain: string): boolean {
  const key = (text: string) => (/^(gmail|googlemail)\./.test(domain) ? text.replaceAll('.', '') : text);
  return hasSameShape(key(local), key(known));
}
