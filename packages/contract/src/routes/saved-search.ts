/** Saved searches, and the results of a search as a file. */
import Type from 'typebox';
import { LONGEST_QUERY } from '../query/parse-query.ts';
import { IdParams, Locale, Nothing } from '../resources/common.ts';
import {
  SavedSearch,
  SavedSearchInput,
  SavedSearchPatch,
  SEARCH_EXPORTS,
} from '../resources/saved-search.ts';
import { route, STAFF } from './route.ts';

const tag = 'search';

export const savedSearchRoutes = {
  listSavedSearches: route({
    method: 'GET',
    path: '/api/v1/saved-searches',
    tag,
    access: 'signed-in',
    summary: 'Saved searches: own and shared ones; what one finds by them each sees by his own rights',
    reply: Type.Object({ items: Type.Array(SavedSearch) }),
  }),
  createSavedSearch: route({
    method: 'POST',
    path: '/api/v1/saved-searches',
    tag,
    access: 'signed-in',
    summary: 'Save a search under a name',
    body: SavedSearchInput,
    reply: SavedSearch,
  }),
  updateSavedSearch: route({
    method: 'PATCH',
    path: '/api/v1/saved-searches/:id',
    tag,
    access: 'signed-in',
    summary: 'Change an own saved search',
    params: IdParams,
    body: SavedSearchPatch,
    reply: SavedSearch,
  }),
  removeSavedSearch: route({
    method: 'DELETE',
    path: '/api/v1/saved-searches/:id',
    tag,
    access: 'signed-in',
    summary: 'Remove an own saved search; an administrator: a shared one',
    params: IdParams,
    reply: Nothing,
  }),
  exportSearch: route({
    method: 'GET',
    path: '/api/v1/search/export',
    tag,
    access: STAFF,
    summary:
      'All that a search finds as a file: mails in a ZIP, an mbox, or a list; recorded in the audit log',
    query: Type.Object({
      q: Type.String({ maxLength: LONGEST_QUERY * 4 }),
      format: Type.Enum(SEARCH_EXPORTS),
      language: Type.Optional(Locale),
    }),
    produces: 'application/octet-stream',
  }),
};
