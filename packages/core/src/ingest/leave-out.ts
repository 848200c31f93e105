/**
 * Which mails the company does not want in its archive: of them nothing is kept but the place and the reason.
 *
 * In doubt a mail is archived: one that was not read whole may have other parties than those that were read, one
 * whose sender is forged was not sent by who is on the list, and one that is archived already stays. A customer's is
 * archived whatever the list says: neither is let in beside the other, but two people may enter both at once.
 */
import type { DB } from '@tradepost/db';
import { findLeavingOut, listNeverArchived, listOfCustomers } from '@tradepost/db/queries/never-archive';
import type { ParsedMessage } from '@tradepost/mail/parse';
import { type Kysely, sql } from 'kysely';
import { DEFAULT_PRIVACY } from '../visibility/privacy.ts';
import { directionOf } from './direction.ts';
import { isSenderForged } from './forged-sender.ts';
import { hexBytes } from './json-rows.ts';
import { findOwnAddresses } from './own-addresses.ts';

/** Stands in `mailbox_message.skip_reason`. */
export const LEFT_OUT = 'never-archive';

/** @returns fingerprints of those to leave out. */
export async function findLeftOut(
  db: Kysely<DB>,
  messages: readonly ParsedMessage[],
): Promise<ReadonlySet<string>> {
  const { listed: anyListed, internal } = await findLeavingOut(db);
  const archiveInternal = internal ?? DEFAULT_PRIVACY.archiveInternal;
  // The common case costs one look-up.
  if (!anyListed && archiveInternal) return new Set();
  const read = messages.filter(({ quarantineReason, authResults, addresses }) => {
    return quarantineReason === null && addresses.length > 0 && !isSenderForged(authResults);
  });
  const addresses = [...new Set(read.flatMap((message) => message.addresses.map(({ address }) => address)))];
  const isOurs = await findOwnAddresses(db, new Set(addresses));
  const outside = addresses.filter((address) => !isOurs(address));
  const listed = await listNeverArchived(db, outside);
  for (const address of await listOfCustomers(db, [...listed])) listed.delete(address);
  const unwanted = read.filter((message) => {
    const outsiders = message.addresses.filter(({ address }) => !isOurs(address));
    if (outsiders.length > 0) return outsiders.every(({ address }) => listed.has(address));
    return !archiveInternal && directionOf(message.addresses, isOurs, message.authResults) === 'internal';
  });
  const known = await findKnown(
    db,
    unwanted.map(({ fingerprint }) => fingerprint),
  );
  return new Set(unwanted.map(({ fingerprint }) => fingerprint).filter((one) => !known.has(one)));
}

async function findKnown(db: Kysely<DB>, fingerprints: readonly string[]): Promise<Set<string>> {
  if (fingerprints.length === 0) return new Set();
  const { rows } = await sql<{ fingerprint: string }>`
    select encode(fingerprint, 'hex') as fingerprint from message
    where fingerprint = any(${fingerprints.map(hexBytes)}::bytea[])`.execute(db);
  return new Set(rows.map((row) => row.fingerprint));
}
