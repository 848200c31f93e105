/** Merging customers and contacts. */
import type { Merge, mergeRoutes } from '@tradepost/contract';
import { listDuplicatePairs, listDuplicatesOf, markDistinct } from '@tradepost/core/merge/duplicates';
import { mergeContacts } from '@tradepost/core/merge/merge-contacts';
import { mergeCustomers, UNDO_DAYS } from '@tradepost/core/merge/merge-customers';
import { previewContactMerge, previewCustomerMerge } from '@tradepost/core/merge/preview';
import { undoMerge } from '@tradepost/core/merge/undo';
import { notFound } from '@tradepost/core/errors';
import { findCustomer } from '@tradepost/db/queries/customers';
import { listMerges, type MergeRow } from '@tradepost/db/queries/merges';
import { cutPage, decodeIdCursor, DEFAULT_LIMIT, encodeCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

const actorOf = ({ viewer, scope }: Caller) => ({ viewer, scope });

const describeMerge = (row: MergeRow): Merge => ({
  id: row.id,
  kind: row.kind,
  customerId: row.customer_id,
  customerName: row.customer_name,
  sourceCustomerId: row.source_customer_id,
  sourceName: row.source_name,
  contactId: row.contact_id,
  sourceContactId: row.source_contact_id,
  state: row.state,
  mergedByName: row.merged_by_name,
  mergedAt: row.merged_at.toISOString(),
  undoUntil: new Date(row.merged_at.getTime() + UNDO_DAYS * 86_400_000).toISOString(),
  undoneAt: iso(row.undone_at),
});

async function readMerge(deps: ApiDeps, caller: Caller, id: number): Promise<Merge> {
  const [row] = await listMerges(deps.db, caller.scope, { id }, 1);
  if (row === undefined) throw notFound('The merge');
  return describeMerge(row);
}

export const mergeHandlers: HandlersOf<typeof mergeRoutes> = {
  previewCustomerMerge: ({ deps, caller, params, query }) =>
    previewCustomerMerge(deps.db, caller.scope, params.id, query.sourceId),
  mergeCustomers: async ({ deps, caller, params, body }) =>
    readMerge(deps, caller, await mergeCustomers(deps, actorOf(caller), params.id, body)),
  previewContactMerge: ({ deps, caller, params, query }) =>
    previewContactMerge(deps.db, caller.scope, params.id, query.sourceId),
  mergeContacts: async ({ deps, caller, params, body }) =>
    readMerge(deps, caller, await mergeContacts(deps, actorOf(caller), params.id, body)),

  listMerges: async ({ deps, caller, params, query }) => {
    if ((await findCustomer(deps.db, caller.scope, params.id)) === undefined) throw notFound('The customer');
    const limit = query.limit ?? DEFAULT_LIMIT;
    const which = { customerId: params.id, before: decodeIdCursor(query.cursor) };
    const found = await listMerges(deps.db, caller.scope, which, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeMerge), nextCursor };
  },
  undoMerge: async ({ deps, caller, params }) => {
    // Of a customer that one may see, before anything is said of it.
    await readMerge(deps, caller, params.id);
    await undoMerge(deps, actorOf(caller), params.id);
    return readMerge(deps, caller, params.id);
  },

  listDuplicates: async ({ deps, caller, query }) => {
    const { scope } = caller;
    const before = decodeIdCursor(query.cursor);
    if (query.customerId !== undefined)
      return { items: await listDuplicatesOf(deps.db, scope, query.customerId), nextCursor: null };
    const page = await listDuplicatePairs(deps.db, scope, before);
    return { items: page.items, nextCursor: page.before === null ? null : encodeCursor([page.before]) };
  },
  markDistinct: async ({ deps, caller, body }) => {
    await markDistinct(deps.db, actorOf(caller), body.customerId, body.otherId);
    return null;
  },
};
