/** Handing customers over. */
import { type Handover, type HandoverPlan, type handoverRoutes, scopesAllow } from '@tradepost/contract';
import { notFound, TradepostError } from '@tradepost/core/errors';
import { previewHandover } from '@tradepost/core/handover/preview';
import { startHandover } from '@tradepost/core/handover/start';
import { UNDO_HOURS, undoHandover } from '@tradepost/core/handover/undo';
import { ledPeople } from '@tradepost/core/visibility/led-people';
import { findReceived, markReceivedRead } from '@tradepost/db/queries/handover-page';
import { listHandoverItems, listHandovers, listReceived } from '@tradepost/db/queries/handovers';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor, decodeIdsCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeHandover, describeHandoverPage, describeItem } from './describe-handover.ts';

/** Of people whom he leads. */
const seenBy = ({ viewer }: Caller) => ledPeople(viewer, 'h.from_id');

async function readHandover({ db }: ApiDeps, caller: Caller, id: number): Promise<Handover> {
  const [row] = await listHandovers(db, { seen: seenBy(caller), undoHours: UNDO_HOURS, id, limit: 1 });
  if (row === undefined) throw notFound('The hand-over');
  return describeHandover(row);
}

/** A hand-over is of the area of customers; the mail accounts in it are not. */
function assertTokenMayGive({ tokenScopes }: Caller, { accounts = [] }: HandoverPlan): void {
  if (tokenScopes === null || accounts.length === 0) return;
  if (!scopesAllow(tokenScopes, { method: 'PATCH', tag: 'mail accounts' }))
    throw new TradepostError(
      'forbidden',
      'This API token may not give mail accounts to anyone. Make one that may change mail accounts, too.',
    );
}

export const handoverHandlers: HandlersOf<typeof handoverRoutes> = {
  previewHandover: ({ deps, caller, body }) => previewHandover(deps.db, caller.viewer, body),
  startHandover: async ({ deps, caller, body }) => {
    assertTokenMayGive(caller, body);
    return readHandover(deps, caller, (await startHandover(deps, caller.viewer, body)).id);
  },
  listHandovers: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listHandovers(deps.db, {
      seen: seenBy(caller),
      undoHours: UNDO_HOURS,
      before: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeHandover), nextCursor };
  },
  getHandover: ({ deps, caller, params }) => readHandover(deps, caller, params.id),
  listHandoverItems: async ({ deps, caller, params, query }) => {
    await readHandover(deps, caller, params.id);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listHandoverItems(deps.db, caller.scope, params.id, {
      state: query.state ?? null,
      unread: query.unread ?? false,
      after: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.handed_id]);
    return { items: rows.map(describeItem), nextCursor };
  },
  undoHandover: async ({ deps, caller, params }) => {
    await undoHandover(deps, caller.viewer, params.id);
    return readHandover(deps, caller, params.id);
  },
  listReceivedHandovers: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const after = decodeIdsCursor(query.cursor);
    const found = await listReceived(deps.db, caller.scope, {
      unread: query.unread ?? false,
      after: after === null ? null : { handoverId: after[0], customerId: after[1] },
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.handover_id, row.handed_id]);
    return { items: rows.map(describeItem), nextCursor };
  },
  getHandoverPage: async ({ deps, caller, params }) => {
    const row = await findReceived(deps.db, caller.scope, params.id);
    if (row === undefined) throw notFound('A hand-over of this customer');
    if (row.read_at === null && row.to_id === caller.user.id)
      await markReceivedRead(deps.db, caller.user.id, row.handover_id, row.handed_id);
    return describeHandoverPage(deps.db, caller, row);
  },
};
