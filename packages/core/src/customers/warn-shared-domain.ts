/** Two salespeople with contacts in one company's domain each learn that there is another customer (撞单 before it happens). */
import type { DB } from '@tradepost/db';
import { listDomainNeighbours } from '@tradepost/db/queries/duplicates';
import type { Transaction } from 'kysely';
import { isSharedDomain } from '../filing/freemail-domains.ts';
import { raiseNotice } from '../notices/raise-notice.ts';

/**
 * Tells the owners of both, once for each two customers. Each is told of his own and of the domain; whose the other is
 * he learns from a manager.
 * @param domains that the customer has got now.
 */
export async function warnSharedDomains(
  tx: Transaction<DB>,
  customerId: number,
  domains: readonly string[],
): Promise<void> {
  const telling = [...new Set(domains)].filter((domain) => !isSharedDomain(domain));
  for (const { domain, owner_id, other_id, other_owner_id } of await listDomainNeighbours(
    tx,
    customerId,
    telling,
  )) {
    const key = `${domain}:${Math.min(customerId, other_id)}:${Math.max(customerId, other_id)}`;
    const tell = { kind: 'domain-shared', key, detail: { domain } } as const;
    await raiseNotice(tx, { ...tell, userIds: [owner_id], customerId });
    await raiseNotice(tx, { ...tell, userIds: [other_owner_id], customerId: other_id });
  }
}
