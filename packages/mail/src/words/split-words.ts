/**
 * Text into what can be asked for. Scripts with spaces give words; what people write together (PO-2024/118,
 * hans@acme.de, don't) is one word and its parts. Scripts without spaces give runs, which are cut into pairs of
 * characters later, so that any two neighbours can be found.
 */
import { UNSEEN } from './fold.ts';

export interface Word {
  /** Folded. */
  readonly text: string;
  /** A run of a script without spaces. */
  readonly dense: boolean;
  /** What it is written together of, in order; empty where it is of one piece. */
  readonly parts: readonly string[];
}

/** Scripts that put no space between words, and Korean, whose words take endings. */
export const DENSE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々〆〇';
/** Within a word they join; at its ends they say nothing. */
const JOINERS = "(?:[-/._@&+#'’:]|(?<=\\p{N}),(?=\\p{N}))";
const JOINER = new RegExp(JOINERS, 'u');
const LETTER = `(?:(?![${DENSE}])[\\p{L}\\p{N}\\p{M}${UNSEEN}])`;
/** Of a text that is not folded, too: what is not seen parts nothing. */
export const WORD = new RegExp(
  `([${DENSE}][${DENSE}${UNSEEN}]*)|(${LETTER}+(?:${JOINERS}${LETTER}+)*)`,
  'gu',
);
/** At joiners, and between letters and digits: MSKU1234567 is MSKU and 1234567. */
export const PART = new RegExp(`\\p{N}[\\p{N}${UNSEEN}]*|[\\p{L}\\p{M}][\\p{L}\\p{M}${UNSEEN}]*`, 'gu');

/** Longer ones are no words but data: base64, hashes, links' queries. */
const LONGEST_WORD = 64;
/** As many as joiners make of the longest word: each code of KX-101/KX-102/… is found. */
const MOST_PARTS = 32;
/** Of what is written together without end. */
const MOST_PIECES = 400;
const NO_PARTS: readonly string[] = [];

/** @param folded by `fold`. */
export function* splitWords(folded: string): Generator<Word> {
  for (const [text, dense] of folded.matchAll(WORD)) {
    if (dense !== undefined) yield { text, dense: true, parts: [] };
    else if (text.length <= LONGEST_WORD) yield { text, dense: false, parts: partsOf(text) };
    else
      for (const piece of piecesOf(text))
        if (piece.length <= LONGEST_WORD) yield { text: piece, dense: false, parts: partsOf(piece) };
  }
}

/** At what parts the items of a list and the folders of an address first, so that codes and hosts stay whole. */
const SEPARATOR = /[/&+:,]/u;
const piecesOf = (text: string): readonly string[] =>
  text
    .split(SEPARATOR, MOST_PIECES)
    .flatMap((piece) => (piece.length <= LONGEST_WORD ? piece : piece.split(JOINER, MOST_PIECES)))
    .slice(0, MOST_PIECES);

/** Most words, and of one piece. */
const PLAIN = /^(?:[a-z]+|[0-9]+)$/;

function partsOf(text: string): readonly string[] {
  if (PLAIN.test(text)) return NO_PARTS;
  const parts = text.match(PART) ?? [];
  return parts.length > 1 ? parts.slice(0, MOST_PARTS) : [];
}
