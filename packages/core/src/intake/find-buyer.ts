/** The customer that an inquiry is of, where we know the buyer. */
import type { DB } from '@tradepost/db';
import { findAddressHolders } from '@tradepost/db/queries/contacts';
import { sql, type Transaction } from 'kysely';
import { findDuplicates } from '../customers/find-duplicates.ts';
import { domainOf } from '../customers/normalise.ts';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { MACHINE } from '../users/viewer.ts';
import { scopeOf } from '../visibility/scope.ts';

/** A company's name that differs in no more than its legal form. */
const SAME_NAME = 0.95;

/**
 * By address, by the relay that the platform made for this buyer, by company domain, by the company's name.
 * @param relayAddress of Reply-To; null where there is none of its own.
 */
export async function findBuyer(
  tx: Transaction<DB>,
  buyer: {
    readonly email: string | null;
    readonly company: string | null;
    readonly relayAddress: string | null;
  },
): Promise<number | null> {
  const scope = scopeOf(MACHINE);
  const { email, company, relayAddress } = buyer;
  if (email !== null) {
    const [holder] = await findAddressHolders(tx, scope, [email]);
    if (holder !== undefined) return holder.customerId;
  }
  if (relayAddress !== null) {
    const { rows } = await sql<{ customer_id: number }>`
      select customer_id from inquiry where relay_address = ${relayAddress} and customer_id is not null
      order by received_at desc limit 1`.execute(tx);
    if (rows[0] !== undefined) return rows[0].customer_id;
  }
  const domain = email === null || isSharedDomain(domainOf(email)) ? null : domainOf(email);
  const alike = await findDuplicates(tx, scope, {
    names: [company],
    domains: domain === null ? [] : [domain],
  });
  const found = alike.find(
    ({ reason, score }) => reason === 'domain' || (reason === 'name' && score >= SAME_NAME),
  );
  return found?.customer?.id ?? null;
}
