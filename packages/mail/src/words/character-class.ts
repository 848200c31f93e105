/**
 * What a character is for the words of a text: by a table, as a regular expression with properties of Unicode takes longer
 * to look at a letter.
 */
import { UNSEEN } from './fold.ts';

/** Scripts that put no space between words, and Korean, whose words take endings. */
export const DENSE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々〆〇';
/** Within a word they join, and so does a comma between numbers; at its ends they say nothing. */
export const JOINING = "-/._@&+#'’:";

/** Bits of a class; a character of a dense script is nothing else. */
export const IS = {
  dense: 1,
  /** A letter, or a mark on one. */
  letter: 2,
  number: 4,
  unseen: 8,
  /** Of a script whose words have stems that the database knows. */
  stemmable: 16,
  joiner: 32,
  comma: 64,
  /** Of two units. */
  wide: 128,
  /** So that no class that is known is zero. */
  known: 256,
} as const;

const RULES: readonly (readonly [number, RegExp])[] = [
  [IS.letter, /[\p{L}\p{M}]/u],
  [IS.number, /\p{N}/u],
  [IS.unseen, new RegExp(`[${UNSEEN}]`, 'u')],
  [IS.stemmable, /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u],
  [IS.joiner, new RegExp(`[${JOINING}]`, 'u')],
  [IS.comma, /,/u],
];
const IS_DENSE = new RegExp(`[${DENSE}]`, 'u');

/** By unit, filled as they are met; of the first of two units always zero. */
const CLASSES = new Uint16Array(0x10000);

/** @param at of a unit of the text: before its end, and not within a character. */
export function classAt(text: string, at: number): number {
  const known = CLASSES[text.charCodeAt(at)] as number;
  return known === 0 ? classify(text, at) : known;
}

function classify(text: string, at: number): number {
  const code = text.codePointAt(at) as number;
  const character = String.fromCodePoint(code);
  let bits: number = IS.known;
  if (IS_DENSE.test(character)) bits |= IS.dense;
  else for (const [bit, rule] of RULES) if (rule.test(character)) bits |= bit;
  if (code > 0xffff) return bits | IS.wide;
  // What a high surrogate is depends on what follows.
  if (code < 0xd800 || code > 0xdbff) CLASSES[code] = bits;
  return bits;
}
