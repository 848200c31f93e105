/** Competitors and regions. */
import type { Competitor, competitorRoutes } from '@tradepost/contract';
import { createCompetitor, updateCompetitor } from '@tradepost/core/competitor/competitors';
import { notFound } from '@tradepost/core/errors';
import { type CompetitorRow, findCompetitor, listCompetitors } from '@tradepost/db/queries/competitors';
import { cutPage, DEFAULT_LIMIT, decodeTextCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';

const describeCompetitor = (row: CompetitorRow): Competitor => ({
  id: row.id,
  name: row.name,
  aliases: row.aliases,
  countries: row.countries,
  products: row.products,
  strengths: row.strengths,
  weaknesses: row.weaknesses,
  strategy: row.strategy,
  note: row.note,
  suppliedCustomers: row.supplied,
  createdAt: row.created_at.toISOString(),
  archived: row.archived_at !== null,
});

async function readCompetitor(deps: ApiDeps, caller: Caller, id: number): Promise<Competitor> {
  const row = await findCompetitor(deps.db, caller.scope, id);
  if (row === undefined) throw notFound('The competitor');
  return describeCompetitor(row);
}

export const competitorHandlers: HandlersOf<typeof competitorRoutes> = {
  listCompetitors: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const search = query.search?.trim() ?? '';
    const found = await listCompetitors(deps.db, caller.scope, {
      search: search === '' ? null : search,
      country: query.country ?? null,
      archived: query.archived ?? false,
      after: decodeTextCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.sort_key, row.id]);
    return { items: rows.map(describeCompetitor), nextCursor };
  },
  createCompetitor: async ({ deps, caller, body }) =>
    readCompetitor(deps, caller, await createCompetitor(deps.db, caller.user.id, body)),
  getCompetitor: ({ deps, caller, params }) => readCompetitor(deps, caller, params.id),
  updateCompetitor: async ({ deps, caller, params, body }) => {
    await updateCompetitor(deps.db, caller.user.id, params.id, body);
    return readCompetitor(deps, caller, params.id);
  },
};
