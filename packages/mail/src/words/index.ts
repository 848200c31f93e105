/** Words: how text of any language becomes what a search finds. No database. */
export { fold } from './fold.ts';
export { MARK } from './term.ts';
export { indexText } from './index-text.ts';
