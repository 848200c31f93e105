/** Who may make two customers one, and take them apart again. */
import type { DB } from '@tradepost/db';
import { findCustomer, type LockedCustomer } from '@tradepost/db/queries/customers';
import type { Transaction } from 'kysely';
import type { Actor } from '../customers/create.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { notFound, TradepostError } from '../errors.ts';
import { leads, type Viewer } from '../users/viewer.ts';

/** Leaders for their people's customers; everybody for his own. A collaborator edits a record and ends none. */
const mayMerge = (viewer: Viewer | null, { owner_id }: { readonly owner_id: number | null }) =>
  viewer === null || (owner_id !== null && owner_id === viewer.id) || leads(viewer, owner_id);

/**
 * Both records, locked in the order of their ids, so that two merges of the same two wait in a line.
 * @param mergedSource the source was merged before and is to come back.
 * @throws TradepostError 'not-found', 'forbidden', 'conflict'.
 */
export async function lockBoth(
  tx: Transaction<DB>,
  { viewer, scope }: Actor,
  targetId: number,
  sourceId: number,
  mergedSource: boolean,
): Promise<{ target: LockedCustomer; source: LockedCustomer }> {
  if (targetId === sourceId)
    throw new TradepostError('invalid-request', 'A customer cannot be merged into itself.');
  // Who sees the merge need not see what came back out of it.
  if (mergedSource && (await findCustomer(tx, scope, sourceId)) === undefined) throw notYours();
  const locked = new Map<number, LockedCustomer>();
  for (const id of [targetId, sourceId].sort((a, b) => a - b))
    locked.set(id, await lockForChange(tx, scope, id, mergedSource && id === sourceId));
  const target = locked.get(targetId) as LockedCustomer;
  const source = locked.get(sourceId) as LockedCustomer;
  if (!mayMerge(viewer, target) || !mayMerge(viewer, source)) throw notYours();
  return { target, source };
}

const notYours = () =>
  new TradepostError(
    'forbidden',
    'Both customers must be yours, or of people whom you lead. Ask a manager to merge or part them.',
  );

/** Whose contact it is; its record may be changed. @throws TradepostError as `lockForChange`. */
export async function lockContactsCustomer(
  tx: Transaction<DB>,
  { scope }: Actor,
  contactId: number | null,
): Promise<number> {
  const contact =
    contactId === null
      ? undefined
      : await tx.selectFrom('contact').select('customer_id').where('id', '=', contactId).executeTakeFirst();
  if (contact === undefined) throw notFound('The contact');
  return (await lockForChange(tx, scope, contact.customer_id)).id;
}
