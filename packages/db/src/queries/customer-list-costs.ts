/** What the ways to a page cost, as far as rows tell. */
import type { ListFilter } from './customer-list-filter.ts';
import type { OrderName } from './customer-list-order.ts';
import type { WordsSample } from './customer-list-sample.ts';
import { knownByFacets, type Ways } from './customer-list-ways.ts';
import type { Scope } from './scope.ts';

/** What each costs, where a customer that an index finds costs 1: by processor time, with all in memory. */
export const COST = {
  /** A customer that a walk passes, and the text of one at a random place, and of one after the other. */
  walk: 1.5,
  walkText: 5,
  lookUpText: 4,
  /** A text that the index finds, what is taken from it, and its customer. */
  readText: 1,
  findInText: 0.3,
  findByText: 3,
  /** An entry of an order's index. */
  slice: 0.15,
  /** An entry of the index of texts; one of those that are compared with a few facets, and with those of many people. */
  gram: 0.04,
  facet: 0.05,
  person: 0.3,
} as const;

export interface WordsExpected extends WordsSample {
  /** Of the customers those that fit the facets, and how many have the words as well. */
  readonly share: number;
  readonly rows: number;
  /** The part of the order that they are looked for in. */
  readonly piece?: number;
}

/** What it costs to find them by the index of texts: its entries, the texts that are read, and the customers. */
export function costOfWords(
  { owners }: Scope,
  filter: ListFilter,
  { grams, plain, customers }: Ways,
  { share, rows, fitting, found, piece = 1 }: WordsExpected,
  order: OrderName,
): number {
  const listed = grams.reduce((sum, gram) => sum + gram.share, 0) * COST.gram;
  const rarest = Math.max(grams[0]?.share ?? 1, found);
  const [faceted, person] =
    plain.facets === null ? [0, COST.facet] : [share, owners === 'all' ? COST.facet : COST.person];
  const narrowed = plain.facets !== null || piece < 1;
  const compared = narrowed ? Math.min(share, rarest, piece) * person : 0;
  const entries = listed + (faceted + (piece < 1 ? piece : 0)) * COST.gram + compared;
  const read = Math.min(share, (rows / customers) * (found / fitting)) * COST.readText;
  const inText = order === 'last-mail' && knownByFacets(filter);
  return customers * (entries + read * piece) + rows * piece * (inText ? COST.findInText : COST.findByText);
}
