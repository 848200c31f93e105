/** Saved searches, and the results of a search as a file. */
import { Readable } from 'node:stream';
import type { SavedSearch, savedSearchRoutes } from '@tradepost/contract';
import { exportSearch } from '@tradepost/core/search/export';
import {
  createSavedSearch,
  removeSavedSearch,
  updateSavedSearch,
} from '@tradepost/core/search/saved-searches';
import { notFound } from '@tradepost/core/errors';
import {
  findSavedSearch,
  listSavedSearches,
  type SavedSearchRow,
} from '@tradepost/db/queries/saved-searches';
import type { ApiDeps } from '../deps.ts';
import { downloadHeaders } from '../download.ts';
import type { Caller, HandlersOf } from '../handlers.ts';

const describe = (row: SavedSearchRow, userId: number): SavedSearch => ({
  id: row.id,
  name: row.name,
  q: row.query,
  order: row.sort,
  group: row.grouping,
  shared: row.shared,
  mine: row.user_id === userId,
  ownerName: row.owner_name,
});

async function read(deps: ApiDeps, { user }: Caller, id: number): Promise<SavedSearch> {
  const row = await findSavedSearch(deps.db, user.id, id);
  if (row === undefined) throw notFound('The saved search');
  return describe(row, user.id);
}

const ENDINGS = { eml: 'zip', mbox: 'mbox', csv: 'csv' } as const;

export const savedSearchHandlers: HandlersOf<typeof savedSearchRoutes> = {
  listSavedSearches: async ({ deps, caller }) => ({
    items: (await listSavedSearches(deps.db, caller.user.id)).map((row) => describe(row, caller.user.id)),
  }),
  createSavedSearch: async ({ deps, caller, body }) =>
    read(deps, caller, await createSavedSearch(deps.db, caller.user.id, body)),
  updateSavedSearch: async ({ deps, caller, params, body }) => {
    await updateSavedSearch(deps.db, caller.user.id, params.id, body);
    return read(deps, caller, params.id);
  },
  removeSavedSearch: async ({ deps, caller, params }) => {
    await removeSavedSearch(deps.db, caller.viewer, params.id);
    return null;
  },
  exportSearch: async ({ deps, caller, query, reply }) => {
    const { viewer, scope, user } = caller;
    const { q, format, language = user.locale } = query;
    const { file, largest } = await exportSearch(
      deps,
      { viewer, scope, timeZone: user.time_zone },
      { typed: q, format, language },
    );
    // One mail after another is in memory.
    await reply.server.octets.hold(reply, user.id, largest);
    const day = new Date().toISOString().slice(0, 10);
    reply.headers({
      ...downloadHeaders(`${language === 'en' ? 'search' : '搜索结果'}-${day}.${ENDINGS[format]}`),
      'content-type': 'application/octet-stream',
    });
    return Readable.from(file, { objectMode: false });
  },
};
