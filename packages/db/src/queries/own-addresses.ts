/**
 * Which addresses are the company's own: of an account that has signed in once, a removed one's too, its address and
 * aliases; and all in a company domain.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { keptPlan } from '../kept-plans.ts';
import type { DB } from '../schema.ts';
import type { Condition } from './scope.ts';

/** @param alias of a row of `address`. Each part begins at an index. */
export function isOwnAddress(alias: string): Condition {
  const address = sql.ref(`${alias}.address`);
  return sql`(
    exists (select 1 from mail_account own where lower(own.address) = ${address} and own.signed_in_at is not null)
    or exists (select 1 from mail_account own where own.aliases @> array[${address}] and own.signed_in_at is not null)
    or exists (select 1 from company_domain own where own.domain = ${sql.ref(`${alias}.domain`)}))`;
}

/** Of these addresses the company's own. Each part begins at an index: 10,000 accounts cost no more than one. */
export async function listOwnAddresses(db: Kysely<DB>, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const asked: RawBuilder<unknown> = sql`${[...addresses]}::text[]`;
  const { rows } = await keptPlan(sql<{ address: string }>`
    select lower(address) as address from mail_account where lower(address) = any(${asked}) and signed_in_at is not null
    union all
    select alias from mail_account cross join unnest(aliases) as alias
    where aliases && ${asked} and alias = any(${asked}) and signed_in_at is not null
    union all
    select asked.address from unnest(${asked}) as asked(address)
    where split_part(asked.address, '@', 2) in (select domain from company_domain)`).execute(db);
  return new Set(rows.map((row) => row.address));
}
