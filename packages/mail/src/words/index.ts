/** Words: how text of any language becomes what a search finds. No database. */
export { fold } from './fold.ts';
export {
  isAddress,
  isCode,
  LARGEST_POWER,
  MARK,
  SHORTEST_TAIL,
  SMALLEST_POWER,
  TERM,
  type TermKind,
  TRAIT,
  wholeOf,
} from './term.ts';
export { bucketOf, type PlacedTerm, stampWeek, termsOf } from './write-vector.ts';
export { type IndexedText, indexText, type IndexedPerson } from './index-text.ts';
export { attachmentType } from './attachment-type.ts';
export { indexMail } from './index-mail.ts';
export { type Unit, unitsOf } from './units.ts';
export { joinedCodes } from './joined-codes.ts';
export { splitWords, type Word } from './split-words.ts';
