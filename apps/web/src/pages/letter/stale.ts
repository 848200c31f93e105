import type { GetRoute } from '../../api/types.ts';

/** What a letter that is sent, taken back or thrown away makes stale. */
export const LETTERS_STALE = [
  'listLetters',
  'countLetters',
  'getLetter',
] as const satisfies readonly GetRoute[];
