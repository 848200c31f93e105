/** What finds the customers of a filter by the words that the indexes of facets and of texts have of their values. */
import { type RawBuilder, sql } from 'kysely';
import { FACETS, facetsOf, type ListFilter } from './customer-list-filter.ts';
import type { Condition, Scope } from './scope.ts';

/** All customers of more people than these are found by the index of owners: that of facets compares each with all of them. */
const FEW_PEOPLE = 4;

/** Of whose customers alone the list is; null: of everybody's, or of what is nobody's, too. */
function askedOwners({ owners }: Scope, { owners: asked }: ListFilter): readonly number[] | null {
  if (owners === 'all') return asked === null || asked.includes(null) ? null : (asked as readonly number[]);
  return asked === null ? owners : owners.filter((id) => asked.includes(id));
}

/** What the index of facets finds them by: of each any. Whose they are is said once: of long lists each one costs. */
export function facetWords(scope: Scope, filter: ListFilter): RawBuilder<unknown>[] {
  const mine = askedOwners(scope, filter);
  const words = facetsOf(mine === null ? filter : { ...filter, owners: null }).flatMap(({ index }) =>
    index === null ? [] : [index],
  );
  return mine === null ? words : [...words, sql`${mine.map((id) => `o${id}`)}::text[]`];
}

/** The same as conditions that an index of the customers answers; none: it knows nothing of the filter. */
export function facetConditions(scope: Scope, filter: ListFilter): Condition[] {
  const words = facetWords(scope, filter);
  const mine = askedOwners(scope, filter);
  // Beside anything rarer than key accounts are few are compared.
  const others = words.length - (mine === null ? 0 : 1) - (filter.keyAccount === true ? 1 : 0);
  const byOwner = mine !== null && mine.length > FEW_PEOPLE && others === 0;
  const inFacets = (byOwner ? words.slice(0, -1) : words).map((any) => sql<boolean>`${FACETS} && ${any}`);
  return byOwner ? [...inFacets, sql<boolean>`c.owner_id = any(${mine}::bigint[])`] : inFacets;
}

/** Plainly, what the index of facets knows. */
export const knownFacets = (filter: ListFilter): Condition[] =>
  facetsOf(filter).flatMap(({ index, plain }) => (index === null ? [] : [plain]));
