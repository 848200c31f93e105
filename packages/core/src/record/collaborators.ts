/** Who works on a customer beside its salesperson: reads, or edits too. */
import type { Collaborator } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import type { LockedCustomer } from '@tradepost/db/queries/customers';
import { listCollaborators } from '@tradepost/db/queries/record';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Actor } from '../customers/create.ts';
import type { CustomerDeps } from '../customers/deps.ts';
import { lockForChange } from '../customers/lock-for-change.ts';
import { withRetry } from '../ingest/retry.ts';
import { notFound, TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { passOnUnseen } from '../task/unseen.ts';
import { isLeader, leads } from '../users/viewer.ts';

/** More is a department. */
const MOST_COLLABORATORS = 100;

export async function describeCollaborators(db: Kysely<DB>, customerId: number): Promise<Collaborator[]> {
  return (await listCollaborators(db, customerId)).map((row) => ({
    userId: row.user_id,
    name: row.name,
    canEdit: row.can_edit,
    addedAt: row.added_at.toISOString(),
  }));
}

/** Its salesperson and who leads him: who was let in himself lets in nobody. */
function assertMayLetIn({ viewer }: Actor, customer: LockedCustomer): void {
  if (viewer === null || viewer.id === customer.owner_id) return;
  if (isLeader(viewer) && leads(viewer, customer.owner_id)) return;
  throw new TradepostError(
    'forbidden',
    'Only the customer’s salesperson and his manager say who works on it with them.',
  );
}

/**
 * Adds one, or changes what one may do.
 * @throws TradepostError 'not-found', 'forbidden', 'invalid-request', 'conflict' for too many.
 */
export async function setCollaborator(
  deps: CustomerDeps,
  actor: Actor,
  customerId: number,
  wanted: { readonly userId: number; readonly canEdit: boolean },
): Promise<void> {
  await withRetry(() =>
    deps.db.transaction().execute((tx) => putCollaborator(tx, actor, customerId, wanted)),
  );
}

/** The part inside a transaction. @throws as `setCollaborator`. */
export async function putCollaborator(
  tx: Transaction<DB>,
  actor: Actor,
  customerId: number,
  { userId, canEdit }: { readonly userId: number; readonly canEdit: boolean },
): Promise<void> {
  const actorId = actor.viewer?.id ?? null;
  const customer = await lockForChange(tx, actor.scope, customerId);
  assertMayLetIn(actor, customer);
  await checkPerson(tx, customer, userId, canEdit);
  const before = await listCollaborators(tx, customerId);
  const known = before.find((row) => row.user_id === userId);
  if (known?.can_edit === canEdit) return;
  if (known === undefined && before.length >= MOST_COLLABORATORS)
    throw new TradepostError('conflict', `A customer may have ${MOST_COLLABORATORS} collaborators.`);
  const { added_at } = await tx
    .insertInto('customer_collaborator')
    .values({ user_id: userId, customer_id: customerId, can_edit: canEdit, added_by: actorId })
    .onConflict((oc) => oc.columns(['user_id', 'customer_id']).doUpdateSet({ can_edit: canEdit }))
    .returning('added_at')
    .executeTakeFirstOrThrow();
  // Once for each time that one is added: a change of rights is no news of this kind.
  if (userId !== actorId)
    await raiseNotice(tx, {
      userIds: [userId],
      kind: 'collaborator-added',
      key: `${customerId}:${added_at.toISOString()}`,
      customerId,
      detail: { name: customer.name, canEdit, byId: actorId },
    });
  await appendAudit(tx, {
    actorId,
    action: known === undefined ? 'customer.collaborator-added' : 'customer.collaborator-changed',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { userId, canEdit },
  });
}

async function checkPerson(
  tx: Transaction<DB>,
  customer: LockedCustomer,
  userId: number,
  canEdit: boolean,
): Promise<void> {
  const user = await tx
    .selectFrom('app_user')
    .select(['role', 'disabled_at'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (user === undefined || user.disabled_at !== null)
    throw new TradepostError('invalid-request', 'A collaborator is an active person of the company.');
  if (userId === customer.owner_id)
    throw new TradepostError('invalid-request', 'The customer’s salesperson works on it anyway.');
  if (canEdit && user.role === 'reader')
    throw new TradepostError('invalid-request', 'A reader changes nothing: let him read.');
}

/** Anyone may leave by himself; what he had to do is the salesperson's then. @throws TradepostError 'not-found', 'forbidden'. */
export async function removeCollaborator(
  deps: CustomerDeps,
  actor: Actor,
  customerId: number,
  userId: number,
): Promise<void> {
  const actorId = actor.viewer?.id ?? null;
  const remove = async (tx: Transaction<DB>) => {
    const customer = await lockForChange(tx, actor.scope, customerId);
    if (userId !== actorId) assertMayLetIn(actor, customer);
    const gone = await tx
      .deleteFrom('customer_collaborator')
      .where('customer_id', '=', customerId)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) throw notFound('The collaborator');
    await passOnUnseen(tx, userId);
    await appendAudit(tx, {
      actorId,
      action: 'customer.collaborator-removed',
      subjectKind: 'customer',
      subjectId: customerId,
      detail: { userId },
    });
  };
  await withRetry(() => deps.db.transaction().execute(remove));
}
