/** Search: any correspondence that the asker may see. */
import Type from 'typebox';
import { LONGEST_QUERY } from '../query/parse-query.ts';
import { Nothing } from '../resources/common.ts';
import { SEARCH_GROUPS, SEARCH_ORDERS, SearchFacets, SearchIndex, SearchPage } from '../resources/search.ts';
import { ADMINS, route } from './route.ts';

const tag = 'search';
/** Longer ones are answered with a fault that says so, up to what a request line holds. */
const q = Type.String({ maxLength: LONGEST_QUERY * 4 });

export const searchRoutes = {
  search: route({
    method: 'GET',
    path: '/api/v1/search',
    tag,
    access: 'signed-in',
    summary: 'Search mail and records; 422 with the place of the fault where the query cannot be understood',
    query: Type.Object({
      q,
      order: Type.Optional(Type.Enum(SEARCH_ORDERS)),
      group: Type.Optional(Type.Enum(SEARCH_GROUPS)),
      cursor: Type.Optional(Type.String({ maxLength: 500 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    }),
    reply: SearchPage,
  }),
  searchFacets: route({
    method: 'GET',
    path: '/api/v1/search/facets',
    tag,
    access: 'signed-in',
    summary: 'How many a search finds, and of whom, which customers, years, directions and types',
    query: Type.Object({ q }),
    reply: SearchFacets,
  }),
  getSearchIndex: route({
    method: 'GET',
    path: '/api/v1/search/index',
    tag,
    access: 'signed-in',
    summary: 'Whether everything can be found yet',
    reply: SearchIndex,
  }),
  rebuildSearchIndex: route({
    method: 'POST',
    path: '/api/v1/search/index/rebuild',
    tag,
    access: ADMINS,
    summary: 'Fill the index anew from the archive, in the background; searches are answered meanwhile',
    reply: Nothing,
  }),
};
