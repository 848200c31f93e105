/** What one character, between its neighbours, says about the decoding that yielded it. */
import { commonWeight } from './common-characters.ts';

/**
 * @param before code point of the character before, 0 at the start
 * @param after code point of the character after, 0 at the end
 * @returns above 0 where a language would have it so, below 0 where hardly any would
 */
export function weigh(code: number, before: number, after: number): number {
  if (code === 0xfffd) return -6;
  if (code < 0xa0) return -4; // C1 controls
  if (code < 0x250) return weighLatin(code, before, after);
  if (code >= 0x370 && code < 0x700) return weighAlphabet(code, before, after);
  if (code >= 0xe00 && code < 0xe80) {
    // Thai
    if (before === code || after === code) return 0;
    return stands(before, after, 0xe00, 0xe80) ? 0.5 : -0.4;
  }
  if (code >= 0x2010 && code < 0x2060) return 0.5 + commonWeight(code); // dashes, quotation marks
  if (code === 0x20ac || code === 0x2122 || code === 0x2116) return 0.3; // € ™ №
  if (code >= 0x2500 && code < 0x25a0) return -1; // box drawing: KOI8 and DOS tables read as something else
  // A lone letter whose lead byte swallowed the Latin one after it.
  if (code >= 0x3000 && !isEastAsian(before) && !isEastAsian(after) && (isLatin(before) || isLatin(after)))
    return -0.6;
  return weighEastAsian(code);
}

function weighEastAsian(code: number): number {
  const common = commonWeight(code);
  if (code >= 0x3040 && code < 0x3100) return 0.6 + common; // kana
  if (code >= 0x4e00 && code < 0xa000) return 0.3 + common; // Han
  if (code >= 0xac00 && code < 0xd7b0) return 0.5 + common; // Hangul
  if (code >= 0xff61 && code < 0xffa0) return -0.4; // half-width katakana: what Shift_JIS makes of anything
  if (code >= 0xff00 && code < 0xffef) return 0.6 + common;
  if (code >= 0x3000 && code < 0x3020) return 0.6 + common;
  if (code >= 0xe000 && code < 0xf900) return -3; // private use
  return code > 0xffff ? -1 : -0.5;
}

/** Accented letters stand alone between plain letters; symbols do not stand inside words. */
function weighLatin(code: number, before: number, after: number): number {
  const letter = code >= 0xc0 && code !== 0xd7 && code !== 0xf7;
  // No-break space; ordinal signs, which follow letters and digits
  if (code === 0xa0 || code === 0xaa || code === 0xba) return 0.45;
  if (!letter) {
    if (isLetter(before)) return -0.6;
    // ¿ and ¡ begin a Spanish sentence; in the place of ¿ Polish has the letter that begins 'że' and 'życie'.
    const begins = (code === 0xbf || code === 0xa1) && isLetter(after) && !AFTER_POLISH_Z.has(after);
    // £, ¥, fractions and the like stand beside a number.
    const isAtHome = begins || isDigit(before) || isDigit(after);
    return isAtHome ? 0.45 : 0.15;
  }
  if (before >= 0xc0) return -0.3;
  let weight = isLatin(before) || before <= 0x20 ? 0.45 : 0.2;
  // Upper case after lower case: Turkish or Polish read through the wrong table.
  if (code < 0xdf && before >= 0x61 && before <= 0x7a) weight -= 0.5;
  if (code >= 0x100) weight -= 0.04;
  // Icelandic letters are far rarer than the Turkish ones that share their places.
  if (code === 0xd0 || code === 0xdd || code === 0xde || code === 0xf0 || code === 0xfd || code === 0xfe) {
    weight -= 0.3;
  }
  return weight;
}

/** a, e, o, y. */
const AFTER_POLISH_Z: ReadonlySet<number> = new Set([0x61, 0x65, 0x6f, 0x79]);

/** Greek, Cyrillic, Hebrew, Arabic: their letters stand beside their own kind, not beside Latin ones. */
function weighAlphabet(code: number, before: number, after: number): number {
  if (isLatin(before) || isLatin(after)) return -0.5;
  const alphabet = alphabets.find(([from, to]) => code >= from && code < to);
  if (!alphabet) return -0.5; // Armenian and what no mail charset has
  const [from, to, capitalsEnd] = alphabet;
  const upper = code < capitalsEnd;
  // KOI8-R and windows-1251 swap the cases: a capital after a small letter gives the wrong one away.
  if (upper && before >= capitalsEnd && before < to) return -0.6;
  // No-break spaces in a row, read through a table that has a letter there.
  if (before === code && after === code) return -0.5;
  if (before === code || after === code) return 0;
  if (!stands(before, after, from, to)) return -0.1; // some languages have words of one letter
  return (upper ? 0.25 : 0.3) + commonWeight(upper ? code + 0x20 : code) * 0.5;
}

/** First and end of each alphabet, and where its capitals end. */
const alphabets = [
  [0x370, 0x400, 0x3aa],
  [0x400, 0x500, 0x430],
  [0x590, 0x600, 0],
  [0x600, 0x700, 0],
] as const;

function isEastAsian(code: number): boolean {
  return code >= 0x3000 && code < 0x1_0000;
}

function stands(before: number, after: number, from: number, to: number): boolean {
  return (before >= from && before < to) || (after >= from && after < to);
}

function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return isLatin(code) || (code >= 0xc0 && code < 0x2000);
}
