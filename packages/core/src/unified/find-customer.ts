/** The one customer that a card is about: by number, by an address of its people, or by name and country. */
import type { DB } from '@tradepost/db';
import {
  findByAddresses,
  findByName,
  findByNumber,
  isSameName,
  type NamedCustomer,
} from '@tradepost/db/queries/unified-customers';
import type { CardKey } from '@tradepost/mail/card';
import type { Transaction } from 'kysely';
import type { Actor } from '../customers/create.ts';
import { type Duplicate, findDuplicates } from '../customers/find-duplicates.ts';
import { cardFault, type CardFaultCode, CardRefusal } from './refusal.ts';

export interface Sought {
  readonly file: string | null;
  readonly number: number | null;
  readonly addresses: readonly string[];
  readonly name: string | null;
  readonly country: string | null;
  readonly localName?: string | null;
}

/** As sure as the name of a colleague's customer must be before a new one of that name is refused. */
const SAME_NAME = 0.97;

/**
 * @returns null where the sender sees no such customer.
 * @throws CardRefusal where it may be several, where what the card says contradicts itself, or where it is another's.
 */
export async function findCardCustomer(
  tx: Transaction<DB>,
  { scope }: Actor,
  sought: Sought,
): Promise<NamedCustomer | null> {
  const refuse = (key: CardKey, code: CardFaultCode, value: string | null) =>
    new CardRefusal([cardFault(sought.file, key, code, value)]);
  if (sought.number !== null) {
    const found = await findByNumber(tx, scope, sought.number);
    if (found === undefined) throw refuse('number', 'unknown', String(sought.number));
    return found;
  }
  const byAddress = await findByAddresses(tx, scope, sought.addresses);
  if (byAddress.length > 1) throw refuse('email', 'ambiguous', listNames(byAddress));
  const [holder] = byAddress;
  if (holder !== undefined) {
    if (sought.name !== null && !(await isSameName(tx, holder.name, sought.name)))
      throw refuse('name', 'differs', listNames([holder]));
    return holder;
  }
  const byName = sought.name === null ? [] : await findByName(tx, scope, sought.name, sought.country);
  if (byName.length > 1) throw refuse('name', 'ambiguous', listNames(byName));
  if (byName[0] !== undefined) return byName[0];
  const others = await findDuplicates(tx, scope, {
    names: [sought.name, sought.localName],
    addresses: sought.addresses,
  });
  const other = others.find(isAnothers);
  if (other === undefined) return null;
  throw refuse(
    other.reason === 'address' ? 'email' : 'name',
    other.inPool ? 'in-pool' : 'of-colleague',
    // Of the sender's own words only: whose it is, is not his to know.
    other.reason === 'address' ? other.value : sought.name,
  );
}

const isAnothers = ({ customer, reason, blocks, score }: Duplicate) =>
  customer === null && (blocks || (reason === 'name' && score >= SAME_NAME));

const listNames = (rows: readonly NamedCustomer[]) =>
  rows.map(({ id, name, country }) => `${name}${country === null ? '' : ` (${country})`} #${id}`).join('; ');
