/** Collisions between salespeople. */
import type { Collision, CollisionCase, CollisionSide, collisionRoutes } from '@tradepost/contract';
import { decideCollision, mayDecide, mayGiveToOther } from '@tradepost/core/collision/decide';
import { readQuotes } from '@tradepost/core/collision/read-case';
import { seenCollisions } from '@tradepost/core/collision/visible';
import { notFound } from '@tradepost/core/errors';
import {
  type CollisionRow,
  findCollision,
  listCollisions,
  listEndMails,
  listEvidence,
} from '@tradepost/db/queries/collisions';
import { listCorrespondents } from '@tradepost/db/queries/correspondents';
import { findCustomer } from '@tradepost/db/queries/customers';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeCorrespondent } from './describe-handover.ts';
import { iso } from './describe.ts';

const describeCollision = (row: CollisionRow): Collision => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.customer_name,
  maySeeCustomer: row.may_see_customer,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  userId: row.user_id,
  userName: row.user_name,
  state: row.state,
  decision: row.decision,
  reason: row.reason,
  decidedByName: row.decided_by_name,
  decidedAt: iso(row.decided_at),
  openedAt: row.opened_at.toISOString(),
  touchedAt: row.touched_at.toISOString(),
});

/** Pieces of evidence shown of one case. */
const MOST_EVIDENCE = 20;

async function readCase({ db }: ApiDeps, caller: Caller, id: number): Promise<CollisionCase> {
  const { viewer, scope } = caller;
  const found = await findCollision(db, scope, seenCollisions(viewer), id);
  if (found === undefined) throw notFound('The collision');
  const sides = [found.owner_id, found.user_id];
  const [people, first, last, quotes, evidence] = await Promise.all([
    listCorrespondents(db, found.customer_id, sides),
    listEndMails(db, scope, found.customer_id, sides, 'first'),
    listEndMails(db, scope, found.customer_id, sides, 'last'),
    readQuotes(db, { viewer, scope }, found),
    listEvidence(db, scope, id, MOST_EVIDENCE),
  ]);
  const side = (userId: number, name: string): CollisionSide => {
    const person = people.find((one) => one.user_id === userId);
    const point = (mails: typeof first) => {
      const mail = mails.find((one) => one.user_id === userId);
      return mail === undefined ? null : { at: mail.at.toISOString(), messageId: mail.message_id };
    };
    return {
      userId,
      name,
      isOwner: userId === found.owner_id,
      mails: person?.mails ?? 0,
      activities: person?.activities ?? 0,
      firstMail: point(first),
      lastMail: point(last),
    };
  };
  const open = found.state === 'open';
  return {
    ...describeCollision(found),
    mayDecide: open && mayDecide(viewer, found),
    mayGiveToOther: open && mayGiveToOther(viewer, found),
    owner: side(found.owner_id, found.owner_name),
    other: side(found.user_id, found.user_name),
    comparisons: quotes.comparisons,
    ownerQuotes: quotes.owner,
    otherQuotes: quotes.other,
    evidence: evidence.map((row) => ({
      kind: row.kind,
      at: row.at.toISOString(),
      messageId: row.message_id,
      subject: row.subject,
      value: row.value,
    })),
  };
}

export const collisionHandlers: HandlersOf<typeof collisionRoutes> = {
  listCorrespondents: async ({ deps, caller, params }) => {
    if ((await findCustomer(deps.db, caller.scope, params.id)) === undefined) throw notFound('The customer');
    return { items: (await listCorrespondents(deps.db, params.id)).map(describeCorrespondent) };
  },
  listCollisions: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listCollisions(deps.db, caller.scope, seenCollisions(caller.viewer), {
      state: query.state ?? null,
      before: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeCollision), nextCursor };
  },
  getCollision: ({ deps, caller, params }) => readCase(deps, caller, params.id),
  decideCollision: async ({ deps, caller, params, body }) => {
    await decideCollision(deps.db, { viewer: caller.viewer, scope: caller.scope }, params.id, body);
    return readCase(deps, caller, params.id);
  },
};
