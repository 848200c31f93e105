/** What may become an address of ours: mail from it is outbound then, and mail among ours is filed to nobody. */
import type { DB } from '@tradepost/db';
import { findAddressHolders, findDomainHolders } from '@tradepost/db/queries/contacts';
import { findForeignAddress } from '@tradepost/db/queries/foreign-mail';
import { listOwnAddresses } from '@tradepost/db/queries/own-addresses';
import type { Transaction } from 'kysely';
import { domainOf } from '../customers/normalise.ts';
import { TradepostError } from '../errors.ts';
import { isAdmin, MACHINE, type Viewer } from '../users/viewer.ts';
import { scopeOf } from '../visibility/scope.ts';

/**
 * A customer's address would switch off the filing of his mail for the whole company. Who is no administrator may
 * name only addresses in a company domain, or such as stand in no mail that is not his. What is ours stays ours.
 * @param viewer null: the command line.
 * @param addresses normalised.
 * @throws TradepostError 'conflict', 'forbidden'.
 */
export async function assertMayBeOurs(
  tx: Transaction<DB>,
  viewer: Viewer | null,
  addresses: readonly string[],
): Promise<void> {
  const ours = await listOwnAddresses(tx, addresses);
  const asked = addresses.filter((address) => !ours.has(address));
  // The machine's administrator sees what an administrator sees.
  const scope = scopeOf(viewer ?? MACHINE);
  const holders = [
    ...(await findAddressHolders(tx, scope, asked)),
    ...(await findDomainHolders(tx, scope, [...new Set(asked.flatMap(domainsOf))])),
  ];
  const holder = holders.find((candidate) => candidate.visible) ?? holders[0];
  if (holder !== undefined)
    throw new TradepostError(
      'conflict',
      holder.visible
        ? `${holder.value} belongs to the customer "${holder.customerName}". Take it from there first if it is your company's own.`
        : `${holder.value} belongs to a customer of a colleague. Ask a manager.`,
    );
  if (viewer === null || isAdmin(viewer)) return;
  const foreign = await findForeignAddress(tx, scope, asked);
  if (foreign !== null)
    throw new TradepostError(
      'forbidden',
      `There is mail with ${foreign} that is not yours. Ask an administrator to add the address.`,
    );
}

/** mail.acme.de, acme.de */
function domainsOf(address: string): string[] {
  const labels = domainOf(address).split('.');
  return labels.slice(0, -1).map((_label, at) => labels.slice(at).join('.'));
}
