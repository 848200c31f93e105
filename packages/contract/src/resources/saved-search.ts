/** Searches kept under a name, and results as a file. */
import Type from 'typebox';
import { LONGEST_QUERY } from '../query/parse-query.ts';
import { Body, Id } from './common.ts';
import { SEARCH_GROUPS, SEARCH_ORDERS } from './search.ts';

const wish = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  /** As it was typed: a day that is reckoned from today stays so. */
  q: Type.String({ minLength: 1, maxLength: LONGEST_QUERY }),
  order: Type.Enum(SEARCH_ORDERS),
  group: Type.Enum(SEARCH_GROUPS),
  /** With everybody of the company. */
  shared: Type.Boolean(),
};

export const SavedSearch = Type.Object({ id: Id, ...wish, mine: Type.Boolean(), ownerName: Type.String() });
export type SavedSearch = Type.Static<typeof SavedSearch>;
export const SavedSearchInput = Body(wish);
export type SavedSearchInput = Type.Static<typeof SavedSearchInput>;
export const SavedSearchPatch = Body({
  name: Type.Optional(wish.name),
  q: Type.Optional(wish.q),
  order: Type.Optional(wish.order),
  group: Type.Optional(wish.group),
  shared: Type.Optional(wish.shared),
});
export type SavedSearchPatch = Type.Static<typeof SavedSearchPatch>;

/** `eml`: a ZIP of the mails as they came; `mbox`: all in one file for other mail programs; `csv`: a list of them. */
export const SEARCH_EXPORTS = ['eml', 'mbox', 'csv'] as const;
