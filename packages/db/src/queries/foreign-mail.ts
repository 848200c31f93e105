/** Mail with an address or domain that lies outside what a user may see; private mail, on no timeline ever, apart. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../schema.ts';
import type { Scope } from './scope.ts';

/** Where an address stands when the rules of filing look at it. */
const MATCHED_ROLES = sql`('from', 'to', 'cc', 'reply-to')`;

/**
 * The first of these addresses that stands in mail which the user may not see. The search ends at the first such
 * mail; what it walks through before is the user's own.
 */
export async function findForeignAddress(
  db: Kysely<DB>,
  scope: Scope,
  addresses: readonly string[],
): Promise<string | null> {
  for (const address of addresses)
    if (await hasForeignMail(db, scope, sql`a.address = ${address}`)) return address;
  return null;
}

/** The first of these domains of which, or below which, an address stands in mail that the user may not see. */
export async function findForeignDomain(
  db: Kysely<DB>,
  scope: Scope,
  domains: readonly string[],
): Promise<string | null> {
  for (const domain of domains) {
    const below = [...`.${domain}`].reverse().join('');
    // '/' follows '.': the range is all that begins with `below` (index address_domain_reversed).
    const beyond = `${below.slice(0, -1)}/`;
    if (
      (await hasForeignMail(db, scope, sql`a.domain = ${domain}`)) ||
      (await hasForeignMail(
        db,
        scope,
        sql`reverse(a.domain) collate "C" >= ${below} and reverse(a.domain) collate "C" < ${beyond}`,
      ))
    )
      return domain;
  }
  return null;
}

async function hasForeignMail(db: Kysely<DB>, scope: Scope, which: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`
    select 1 from address a join message_address ma on ma.address_id = a.id join message m on m.id = ma.message_id
    where ${which} and ma.role in ${MATCHED_ROLES} and m.private_at is null and not ${scope.message('m')} limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
