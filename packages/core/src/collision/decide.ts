/** A manager's decision: recorded with its reason, done, and told to all concerned. */
import type { CollisionDecision } from '@tradepost/contract';
import type { DB } from '@tradepost/db';
import { findCollision } from '@tradepost/db/queries/collisions';
import type { Scope } from '@tradepost/db/queries/scope';
import { type Kysely, sql } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { changeOwner } from '../customers/change-owner.ts';
import { notFound, TradepostError } from '../errors.ts';
import { raiseNotice } from '../notices/raise-notice.ts';
import { isGone } from '../task/deputy.ts';
import { addEvent } from '../timeline/add-event.ts';
import { isAdmin, leads, type Viewer } from '../users/viewer.ts';
import { readParties, whoDecides } from './open.ts';
import { settleCollisions } from './settle.ts';
import { seenCollisions } from './visible.ts';

interface Case {
  readonly owner_id: number;
  readonly user_id: number;
}

/** Who leads the customer's salesperson and is no party himself; an owner or administrator always. */
export const mayDecide = (viewer: Viewer, { owner_id: ownerId, user_id: userId }: Case): boolean =>
  isAdmin(viewer) || (leads(viewer, ownerId) && viewer.id !== ownerId && viewer.id !== userId);

/** A customer is given only to people whom one leads. */
export const mayGiveToOther = (viewer: Viewer, which: Case): boolean =>
  mayDecide(viewer, which) && leads(viewer, which.user_id);

/** @throws TradepostError 'not-found', 'forbidden'; 'conflict' where it is decided, or the customer changed hands. */
export async function decideCollision(
  db: Kysely<DB>,
  { viewer, scope }: { viewer: Viewer; scope: Scope },
  id: number,
  { decision, reason }: { decision: CollisionDecision; reason: string },
): Promise<void> {
  const why = reason.trim();
  if (why === '') throw new TradepostError('invalid-request', 'Give a reason: both will read it.');
  await settleCollisions(db, id);
  await db.transaction().execute(async (tx) => {
    const found = await findCollision(tx, scope, seenCollisions(viewer), id);
    if (found === undefined) throw notFound('The collision');
    if (!mayDecide(viewer, found) || (decision === 'to-other' && !mayGiveToOther(viewer, found)))
      throw new TradepostError(
        'forbidden',
        'Only who leads these salespeople, and is not one of them, can decide this.',
      );
    // The customer first, as everything that changes an owner does; then the case, once.
    await sql`select 1 from customer where id = ${found.customer_id} for no key update`.execute(tx);
    const decided = await sql`
      update collision k set state = 'decided', decision = ${decision}, reason = ${why}, decided_by = ${viewer.id},
        decided_at = now()
      from customer c
      where k.id = ${id} and k.state = 'open' and c.id = k.customer_id and c.owner_id = k.owner_id`.execute(
      tx,
    );
    if (decided.numAffectedRows === 0n)
      throw new TradepostError(
        'conflict',
        'This collision is decided already, or the customer changed hands. Load it again.',
      );
    const parties = await readParties(tx, id);
    if ((decision === 'to-other' || decision === 'shared') && (await isGone(tx, parties.user_id)))
      throw new TradepostError('conflict', 'The other one has left, or only reads by now.');
    if (decision === 'to-other')
      await changeOwner(tx, {
        customerId: parties.customer_id,
        to: parties.user_id,
        actorId: viewer.id,
        reason: why,
        audit: false,
      });
    if (decision === 'shared')
      await tx
        .insertInto('customer_collaborator')
        .values({
          customer_id: parties.customer_id,
          user_id: parties.user_id,
          can_edit: true,
          added_by: viewer.id,
        })
        .onConflict((oc) => oc.columns(['user_id', 'customer_id']).doUpdateSet({ can_edit: true }))
        .execute();
    const winner = {
      'owner-keeps': parties.owner_name,
      'to-other': parties.user_name,
      shared: `${parties.owner_name}, ${parties.user_name}`,
      'no-collision': parties.owner_name,
    }[decision];
    await addEvent(tx, {
      customerId: parties.customer_id,
      event: 'collision-decided',
      detail: { from: parties.owner_name, to: winner, decision, reason: why, collisionId: id },
      actorId: viewer.id,
    });
    const told = [parties.owner_id, parties.user_id, ...(await whoDecides(tx, parties))];
    await raiseNotice(tx, {
      userIds: told.filter((userId) => userId !== viewer.id),
      kind: 'collision-decided',
      key: String(id),
      subject: { kind: 'collision', id },
      detail: {
        customerName: parties.customer_name,
        ownerName: parties.owner_name,
        personName: parties.user_name,
        decision,
        reason: why,
      },
    });
    await appendAudit(tx, {
      actorId: viewer.id,
      action: 'collision.decided',
      subjectKind: 'collision',
      subjectId: id,
      detail: {
        customer: parties.customer_id,
        owner: parties.owner_id,
        other: parties.user_id,
        decision,
        reason: why,
      },
    });
  });
}
