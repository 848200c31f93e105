/** Search. */
import type { searchRoutes } from '@tradepost/contract';
import { countSearch } from '@tradepost/core/search/facets';
import { readIndexState, startFilling } from '@tradepost/core/search/fill-index';
import { type SearchPoint, searchPage } from '@tradepost/core/search/search';
import { badCursor, decodeParts, decodeTimeCursor, encodeCursor, isTime } from '../cursor.ts';
import type { Caller, HandlersOf } from '../handlers.ts';

const askerOf = ({ viewer, scope, user }: Caller) => ({ viewer, scope, timeZone: user.time_zone });
const DEFAULT_MATCHES = 20;
/** What Postgres prints for a float4. */
const RANK = /^\d{1,10}(\.\d{1,12})?(e[+-]\d{1,3})?$/;

/** @throws TradepostError 'invalid-request'. */
function pointOf(cursor: string | undefined, ranked: boolean): SearchPoint | null {
  if (cursor === undefined) return null;
  if (!ranked) {
    const point = decodeTimeCursor(cursor);
    return point === null ? null : { ...point, rank: null };
  }
  const [rank, at, id] = decodeParts(cursor, ['string', 'string', 'number']) as [string, string, number];
  if ((rank !== '' && !RANK.test(rank)) || !isTime(at)) throw badCursor();
  return { rank: rank === '' ? null : rank, at, id };
}

export const searchHandlers: HandlersOf<typeof searchRoutes> = {
  search: async ({ deps, caller, query }) => {
    const { order = 'newest', group = 'none' } = query;
    const ranked = order === 'relevance';
    const [index, page] = await Promise.all([
      readIndexState(deps.db),
      searchPage(deps.db, askerOf(caller), {
        typed: query.q,
        order,
        group,
        after: pointOf(query.cursor, ranked),
        limit: query.limit ?? DEFAULT_MATCHES,
      }),
    ]);
    const { next } = page;
    return {
      state: page.timedOut ? 'timed-out' : 'complete',
      items: [...page.items],
      nextCursor:
        next === null ? null : encodeCursor([...(ranked ? [next.rank ?? ''] : []), next.at, next.id]),
      boundedTo: page.boundedTo,
      index,
    };
  },
  searchFacets: ({ deps, caller, query }) => countSearch(deps.db, askerOf(caller), query.q),
  getSearchIndex: ({ deps }) => readIndexState(deps.db),
  rebuildSearchIndex: async ({ deps, caller }) => {
    await startFilling(deps, caller.user.id);
    return null;
  },
};
