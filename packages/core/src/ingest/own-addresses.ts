/** Which of some addresses are the company's: an account's address or alias, or in a company domain. */
import type { DB } from '@tradepost/db';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import type { Kysely } from 'kysely';

/**
 * @param addresses normalised addresses; asked for by batch, so that 10,000 accounts cost no more than one.
 * @returns a test that is right for these addresses and false for any other.
 */
export async function findOwnAddresses(
  db: Kysely<DB>,
  addresses: ReadonlySet<string>,
): Promise<(address: string) => boolean> {
  const ours = await listOwnAddresses(db, [...addresses]);
  return (address) => ours.has(address);
}
