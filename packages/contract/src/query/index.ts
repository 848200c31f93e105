/** The language of searches: what people type, as a tree with places. */
export { parseQuery, plainWords } from './parse-query.ts';
export * from './tree.ts';
export { printQuery, type PrintOptions } from './print-query.ts';
export { type Field, fieldOf, writtenChoice, writtenField } from './names.ts';
