/** Batches: a fair's cards and how far they have come. */
import type { Batch, intakeRoutes } from '@tradepost/contract';
import { createBatch, putIntoBatch, updateBatch } from '@tradepost/core/intake/batches';
import { notFound } from '@tradepost/core/errors';
import {
  type BatchRow,
  findBatch,
  listBatchCustomers,
  listBatches,
} from '@tradepost/db/queries/intake-batches';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

type BatchRoutes = Pick<
  typeof intakeRoutes,
  'listBatches' | 'createBatch' | 'getBatch' | 'updateBatch' | 'listBatchCustomers' | 'setCustomersBatch'
>;

const describeBatch = (row: BatchRow): Batch => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  heldOn: row.held_on,
  place: row.place,
  note: row.note,
  archived: row.archived_at !== null,
  createdAt: row.created_at.toISOString(),
  counts: {
    entered: row.entered,
    contacted: row.contacted,
    replied: row.replied,
    quoted: row.quoted,
    ordered: row.ordered,
  },
});

async function readBatch(deps: ApiDeps, caller: Caller, id: number): Promise<Batch> {
  const row = await findBatch(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The batch');
  return describeBatch(row);
}

export const batchHandlers: HandlersOf<BatchRoutes> = {
  listBatches: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listBatches(deps.db, caller.scope, {
      before: decodeIdCursor(query.cursor),
      archived: query.archived ?? false,
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeBatch), nextCursor };
  },
  createBatch: async ({ deps, caller, body }) =>
    readBatch(deps, caller, await createBatch(deps.db, caller.user.id, body)),
  getBatch: ({ deps, caller, params }) => readBatch(deps, caller, params.id),
  updateBatch: async ({ deps, caller, params, body }) => {
    await updateBatch(deps.db, caller.viewer, params.id, body);
    return readBatch(deps, caller, params.id);
  },
  listBatchCustomers: async ({ deps, caller, params, query }) => {
    await readBatch(deps, caller, params.id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listBatchCustomers(deps.db, caller.scope, params.id, {
      step: query.step ?? 'entered',
      after: decodeIdCursor(query.cursor) ?? 0,
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return {
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        country: row.country,
        grade: row.grade,
        ownerName: row.owner_name,
        contactedAt: iso(row.contacted_at),
        repliedAt: iso(row.replied_at),
        stage: row.stage,
      })),
      nextCursor,
    };
  },
  setCustomersBatch: async ({ deps, caller, params, body }) => {
    await putIntoBatch(deps.db, caller.viewer, caller.scope, params.id, body.customerIds);
    return null;
  },
};
