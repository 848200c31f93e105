/**
 * Text into what can be asked for. Scripts with spaces give words; what people write together (PO-2024/118,
 * hans@acme.de, don't) is one word and its parts. Scripts without spaces give runs, which are cut into pairs of
 * characters later, so that any two neighbours can be found.
 */
import { DENSE, JOINING } from './character-class.ts';
import { UNSEEN } from './fold.ts';
import { WordReader } from './word-reader.ts';

export interface Word {
  /** Folded. */
  readonly text: string;
  /** A run of a script without spaces. */
  readonly dense: boolean;
  /** What it is written together of, in order; empty where it is of one piece. */
  readonly parts: readonly string[];
}

const JOINERS = `(?:[${JOINING}]|(?<=\\p{N}),(?=\\p{N}))`;
const LETTER = `(?:(?![${DENSE}])[\\p{L}\\p{N}\\p{M}${UNSEEN}])`;
/** Of a text that is not folded, too: what is not seen parts nothing. */
export const WORD = new RegExp(
  `([${DENSE}][${DENSE}${UNSEEN}]*)|(${LETTER}+(?:${JOINERS}${LETTER}+)*)`,
  'gu',
);
/** At joiners, and between letters and digits: MSKU1234567 is MSKU and 1234567. */
export const PART = new RegExp(`\\p{N}[\\p{N}${UNSEEN}]*|[\\p{L}\\p{M}][\\p{L}\\p{M}${UNSEEN}]*`, 'gu');

/** @param folded by `fold`; the matches of `WORD`, of which those that are too long come in pieces. */
export function* splitWords(folded: string): Generator<Word> {
  const words = new WordReader(folded);
  for (let word = words.next(); word !== null; word = words.next())
    yield { text: word.text, dense: word.dense, parts: word.parts };
}
