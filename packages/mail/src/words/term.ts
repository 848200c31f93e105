/**
 * Terms: what stands in the index of a search. The first character says what kind of term it is; in the index, the
 * bucket of time stands before it (see `MARK`).
 */

export const TERM = {
  /** A word, a part of one, a character or a pair of characters: from anywhere. */
  word: ':',
  subject: 's',
  from: 'f',
  to: 't',
  /** Cc, Bcc and Reply-To. */
  copy: 'c',
  file: 'n',
  /** The end of a code, from some character on: found by its beginning, it is any part of the code. */
  tail: '~',
  stem: 'z',
  /** What is filtered by and may become another: a customer, an account, a salesperson. */
  facet: '#',
  /** What is filtered by and stays: a direction, a language, a type of attachment. */
  trait: '=',
} as const;
export type TermKind = keyof typeof TERM;

/** Stands where the bucket of time goes, before each term of a vector and of a query. No text has it: it is cleaned. */
export const MARK = '\u0001';

/** What is written together, without what joins it: PO-2024/118 is po2024118, 2,000 is 2000. */
export const joined = (parts: readonly string[]) => parts.join('');

/** Shorter ends of a code are found as parts, or not at all: two digits are in everything. */
export const SHORTEST_TAIL = 4;
const LONGEST_CODE = 32;

/** Is found whole and by its parts, which are words. */
export const isAddress = (word: string) => word.includes('@');

/** All of a word in one term: an address as it stands, anything else without what joins its parts. */
export const wholeOf = ({ text, parts }: { readonly text: string; readonly parts: readonly string[] }) =>
  parts.length > 0 && !isAddress(text) ? joined(parts) : text;

/** Has digits and is long enough that people know only a part of it. */
export const isCode = (text: string) =>
  text.length > SHORTEST_TAIL && text.length <= LONGEST_CODE && /\p{N}/u.test(text);

/** Traits; `search_mail_traits` of the migrations writes those that the archive knows. */
export const TRAIT = {
  /** Of every row. */
  any: 'd',
  kind: (kind: string) => `k${kind}`,
  direction: (direction: string) => `r${direction}`,
  language: (language: string) => `l${language}`,
  attachment: 'h',
  link: 'y',
  type: (type: string) => `t${type}`,
  /** Sizes by their power of two, from 1 KiB to 128 MiB; what lies beyond counts as these. */
  size: (power: number) => `b${power}`,
  automatic: 'm',
  bounce: 'e',
  quarantined: 'q',
} as const;
export const SMALLEST_POWER = 10;
export const LARGEST_POWER = 27;
