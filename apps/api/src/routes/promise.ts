/** What was promised, asked and quoted in mails. */
import type { Mark, promiseRoutes, QuoteConflict } from '@tradepost/contract';
import { maySettle, seenConflicts, settleQuoteConflict } from '@tradepost/core/collision/settle-quotes';
import { notFound } from '@tradepost/core/errors';
import { isQuoteFile, readMailProposals } from '@tradepost/core/promise/propose';
import { readMailFileQuotes } from '@tradepost/core/promise/propose-files';
import { changeMark, createMark, createQuotes } from '@tradepost/core/promise/marks';
import { openMessage } from '@tradepost/core/reader/open-message';
import { findCustomer } from '@tradepost/db/queries/customers';
import {
  findMark,
  listLastQuotes,
  listMarks,
  listMarksById,
  listMessageMarks,
  type MarkRow,
} from '@tradepost/db/queries/marks';
import { listAttachments } from '@tradepost/db/queries/messages';
import { listQuoteConflicts, type QuoteConflictRow } from '@tradepost/db/queries/quote-conflicts';
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
  terms:
    row.kind === 'quotation'
      ? {
          incoterm: row.incoterm,
          incotermPlace: row.incoterm_place,
          validUntil: row.valid_until,
          quantity: row.quantity,
          minQuantity: row.min_quantity,
          quantityUnit: row.quantity_unit,
        }
      : null,
  foundIn: row.found_in,
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

async function assertCustomer({ db }: ApiDeps, { scope }: Caller, id: number): Promise<void> {
  if ((await findCustomer(db, scope, id)) === undefined) throw notFound('The customer');
}

const actorOf = (caller: Caller) => ({ userId: caller.user.id, scope: caller.scope });

/** With both quotations, as far as the asker may read their mails. */
async function describeConflicts(
  { db }: ApiDeps,
  { viewer, scope }: Caller,
  rows: readonly QuoteConflictRow[],
): Promise<QuoteConflict[]> {
  const ids = rows.flatMap((row) => [row.earlier_id, row.later_id]);
  const marks = new Map((await listMarksById(db, scope, ids)).map((row) => [row.id, describeMark(row)]));
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    maySeeCustomer: row.may_see_customer,
    product: row.product,
    state: row.state,
    earlier: { userId: row.earlier_user_id, name: row.earlier_name, mark: marks.get(row.earlier_id) ?? null },
    later: { userId: row.later_user_id, name: row.later_name, mark: marks.get(row.later_id) ?? null },
    openedAt: row.opened_at.toISOString(),
    note: row.note,
    settledByName: row.settled_by_name,
    settledAt: iso(row.settled_at),
    maySettle: maySettle(viewer, row),
  }));
}

export const promiseHandlers: HandlersOf<typeof promiseRoutes> = {
  listMarks: async ({ deps, caller, params, query }) => {
    await assertCustomer(deps, caller, params.id);
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
    const [marks, files, proposals] = await Promise.all([
      listMessageMarks(deps.db, caller.scope, params.id),
      listAttachments(deps.db, params.id),
      readMailProposals(deps.db, message),
    ]);
    return { items: marks.map(describeMark), ...proposals, files: files.filter(isQuoteFile).length };
  },
  findFileQuotes: async ({ deps, caller, params, reply }) => {
    const message = await openMessage(deps.db, caller.viewer, caller.scope, params.id);
    await reply.server.octets.hold(reply, caller.user.id, 2 * message.size);
    return readMailFileQuotes(deps, message);
  },
  listLastQuotes: async ({ deps, caller, params }) => {
    await assertCustomer(deps, caller, params.id);
    return { items: (await listLastQuotes(deps.db, caller.scope, params.id)).map(describeMark) };
  },
  createMark: async ({ deps, caller, body }) =>
    readMark(deps, caller, await createMark(deps.db, actorOf(caller), body)),
  createQuotes: async ({ deps, caller, body }) => {
    const ids = await createQuotes(deps.db, actorOf(caller), body);
    return { items: (await listMarksById(deps.db, caller.scope, ids)).map(describeMark) };
  },
  updateMark: async ({ deps, caller, params, body }) => {
    await changeMark(deps.db, actorOf(caller), params.id, body);
    return readMark(deps, caller, params.id);
  },
  listQuoteConflicts: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listQuoteConflicts(deps.db, caller.scope, seenConflicts(caller.viewer), {
      state: query.state ?? null,
      before: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: await describeConflicts(deps, caller, rows), nextCursor };
  },
  settleQuoteConflict: async ({ deps, caller, params, body }) => {
    await settleQuoteConflict(deps.db, caller, params.id, body.note);
    const rows = await listQuoteConflicts(deps.db, caller.scope, seenConflicts(caller.viewer), {
      id: params.id,
      limit: 1,
    });
    const [conflict] = await describeConflicts(deps, caller, rows);
    if (conflict === undefined) throw notFound('The conflict of quotations');
    return conflict;
  },
};
