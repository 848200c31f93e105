/** What was promised, asked and quoted in mails. */
import type { Mark, promiseRoutes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import { findAmounts } from '@tradepost/core/promise/find-amounts';
import { closeMark, createMark } from '@tradepost/core/promise/marks';
import { openMessage } from '@tradepost/core/reader/open-message';
import { findCustomer } from '@tradepost/db/queries/customers';
import { findMark, listMarks, listMessageMarks, type MarkRow } from '@tradepost/db/queries/marks';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

export const describeMark = (row: MarkRow): Mark => ({
  id: row.id,
  messageId: row.message_id,
  customerId: row.customer_id,
  kind: row.kind,
  sort: row.sort,
  text: row.text,
  product: row.product,
  amount:
    row.amount === null || row.currency === null
      ? null
      : { amount: row.amount, currency: row.currency, unit: row.unit },
  dueOn: row.due_on,
  authorId: row.author_id,
  authorName: row.author_name,
  saidAt: row.said_at.toISOString(),
  markedByName: row.marked_by_name,
  markedAt: row.marked_at.toISOString(),
  state: row.state,
  closedByName: row.closed_by_name,
  closedAt: iso(row.closed_at),
});

async function readMark({ db }: ApiDeps, { scope }: Caller, id: number): Promise<Mark> {
  const row = await findMark(db, scope, id);
  if (row === undefined) throw notFound('The mark');
  return describeMark(row);
}

const actorOf = (caller: Caller) => ({ userId: caller.user.id, scope: caller.scope });

export const promiseHandlers: HandlersOf<typeof promiseRoutes> = {
  listMarks: async ({ deps, caller, params, query }) => {
    if ((await findCustomer(deps.db, caller.scope, params.id)) === undefined) throw notFound('The customer');
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listMarks(deps.db, caller.scope, params.id, {
      kind: query.kind ?? null,
      state: query.state ?? null,
      before: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeMark), nextCursor };
  },
  listMessageMarks: async ({ deps, caller, params }) => {
    const message = await openMessage(deps.db, caller.viewer, caller.scope, params.id);
    return {
      items: (await listMessageMarks(deps.db, caller.scope, params.id)).map(describeMark),
      amounts: findAmounts(message.body ?? '', message.language),
    };
  },
  createMark: async ({ deps, caller, body }) =>
    readMark(deps, caller, await createMark(deps.db, actorOf(caller), body)),
  updateMark: async ({ deps, caller, params, body }) => {
    await closeMark(deps.db, actorOf(caller), params.id, body.state);
    return readMark(deps, caller, params.id);
  },
};
