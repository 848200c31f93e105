/** Search. */
import type { searchRoutes } from '@tradepost/contract';
import { readIndexState, startFilling } from '@tradepost/core/search/fill-index';
import { searchPage } from '@tradepost/core/search/search';
import { decodeTimeCursor, encodeCursor } from '../cursor.ts';
import type { Caller, HandlersOf } from '../handlers.ts';

const askerOf = ({ viewer, scope, user }: Caller) => ({ viewer, scope, timeZone: user.time_zone });
const DEFAULT_MATCHES = 20;

export const searchHandlers: HandlersOf<typeof searchRoutes> = {
  search: async ({ deps, caller, query }) => {
    const index = await readIndexState(deps.db);
    const { items, timedOut, next } = await searchPage(deps.db, askerOf(caller), {
      typed: query.q,
      group: query.group === 'thread' ? 'thread' : 'none',
      after: decodeTimeCursor(query.cursor),
      limit: query.limit ?? DEFAULT_MATCHES,
    });
    return {
      state: timedOut ? 'timed-out' : 'complete',
      items: [...items],
      nextCursor: next === null ? null : encodeCursor([next.at, next.id]),
      boundedTo: null,
      index,
    };
  },
  getSearchIndex: ({ deps }) => readIndexState(deps.db),
  rebuildSearchIndex: async ({ deps, caller }) => {
    await startFilling(deps, caller.user.id);
    return null;
  },
};
