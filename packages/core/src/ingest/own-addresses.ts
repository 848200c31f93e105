/** Which of some addresses are the company's: an account's address or alias, or in a company domain. */
import type { DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';

/**
 * @param addresses normalised addresses; asked for by batch, so that 10,000 accounts cost no more than one.
 * @returns a test that is right for these addresses and false for any other.
 */
export async function findOwnAddresses(
  db: Kysely<DB>,
  addresses: ReadonlySet<string>,
): Promise<(address: string) => boolean> {
  if (addresses.size === 0) return () => false;
  const list = [...addresses];
  const { rows } = await sql<{ address: string }>`
    with asked as (select unnest(${list}::text[]) as address)
    select address from asked
    where exists (select 1 from mail_account m where lower(m.address) = asked.address)
       or exists (select 1 from mail_account m where m.aliases @> array[asked.address])
       or exists (select 1 from company_domain d where d.domain = split_part(asked.address, '@', 2))
  `.execute(db);
  const ours = new Set(rows.map((row) => row.address));
  return (address) => ours.has(address);
}
