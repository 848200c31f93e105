/** The language of searches: what people type, as a tree with places. */
export { parseQuery, LONGEST_QUERY } from './parse-query.ts';
export * from './tree.ts';
