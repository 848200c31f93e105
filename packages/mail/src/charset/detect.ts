/**
 * The charset of bytes that no label explains. A general detector is weak on the short texts that headers are,
 * so each candidate is decoded and judged by what it yields; the detector adds its voice on longer texts.
 */
import { analyse } from 'chardet';
import { commonWeight } from './common-characters.ts';
import { decodeAs } from './decode-as.ts';
import { canonicalCharset } from './label.ts';

/** Bytes looked at; more changes no verdict. */
const sampleSize = 8192;
/** Fewer bytes beyond ASCII than this and the statistical detector only guesses. */
const detectorMinimum = 30;

const multiByte = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'euc-jp'];
const singleByte = [
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'windows-1250',
  'windows-1254',
  'windows-1253',
  'windows-1255',
  'windows-1256',
  'windows-874',
  'ibm866',
];

/**
 * @param bytes text in an unknown charset; neither ASCII nor valid UTF-8
 * @param hint a label that the rest of the message uses
 * @returns a canonical charset name; windows-1252 where nothing speaks for anything
 */
export function detectCharset(bytes: Buffer, hint: string | null = null): string {
  const sample = sampleOf(bytes);
  const high = countHigh(sample);
  const bonus = detectorBonus(sample, high);
  const hinted = canonicalCharset(hint);
  if (hinted) bonus.set(hinted, (bonus.get(hinted) ?? 0) + 0.6);

  const candidates = new Set([...multiByte, ...singleByte]);
  for (const name of bonus.keys()) candidates.add(name);
  let best = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const name of candidates) {
    if (name === 'utf-8' || name.startsWith('utf-')) continue;
    const score = plausibility(decodeAs(sample, name), high) + (bonus.get(name) ?? 0);
    if (score > bestScore) {
      best = name;
      bestScore = score;
    }
  }
  return best;
}

/** Lines that hold bytes beyond ASCII, up to the sample size: a long English head must not hide them. */
function sampleOf(bytes: Buffer): Buffer {
  if (bytes.length <= sampleSize) return bytes;
  let first = 0;
  while (first < bytes.length && (bytes[first] as number) < 0x80) first++;
  const lineStart = bytes.lastIndexOf(0x0a, first) + 1;
  const start = first - lineStart > 1000 ? first : lineStart;
  return bytes.subarray(start, start + sampleSize);
}

function countHigh(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0x80) count++;
  return count;
}

function detectorBonus(sample: Buffer, high: number): Map<string, number> {
  const bonus = new Map<string, number>();
  if (high < detectorMinimum) return bonus;
  for (const match of analyse(sample).slice(0, 6)) {
    const name = canonicalCharset(match.name);
    if (name) bonus.set(name, Math.max(bonus.get(name) ?? 0, match.confidence / 200));
  }
  return bonus;
}

/** How far a decoded text reads like a language: per byte beyond ASCII, so that encodings compare. */
function plausibility(text: string, high: number): number {
  let score = 0;
  let before = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= 0x80) score += weigh(code, before);
    before = code;
  }
  return score / Math.max(1, high);
}

function weigh(code: number, before: number): number {
  if (code === 0xfffd) return -6;
  if (code < 0xa0) return -4; // C1 controls
  if (code < 0x250) return weighLatin(code, before);
  if (code >= 0x400 && code < 0x500) return weighCyrillic(code, before);
  if (code >= 0x370 && code < 0x400) return isLatin(before) ? -0.5 : 0.5; // Greek
  if (code >= 0x590 && code < 0x600) return isLatin(before) ? -0.5 : 0.6; // Hebrew
  if (code >= 0x600 && code < 0x700) return isLatin(before) ? -0.5 : 0.55; // Arabic
  if (code >= 0xe00 && code < 0xe80) return isLatin(before) ? -0.5 : 0.5; // Thai
  if (code >= 0x2010 && code < 0x2060) return 0.5 + commonWeight(code); // dashes, quotation marks
  if (code === 0x20ac || code === 0x2122 || code === 0x2116) return 0.3; // € ™ №
  if (code >= 0x2500 && code < 0x25a0) return -1; // box drawing: KOI8 and DOS tables read as something else
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
function weighLatin(code: number, before: number): number {
  const letter = code >= 0xc0 && code !== 0xd7 && code !== 0xf7;
  if (!letter) return isLetter(before) ? -0.6 : 0.15;
  if (before >= 0x80) return -0.3;
  let weight = isLatin(before) || before === 0x20 || before === 0 ? 0.45 : 0.2;
  // Upper case after lower case: Turkish or Polish read through the wrong table.
  if (code < 0xdf && before >= 0x61 && before <= 0x7a) weight -= 0.5;
  if (code >= 0x100) weight -= 0.04;
  // Icelandic letters are far rarer than the Turkish ones that share their places.
  if (code === 0xd0 || code === 0xdd || code === 0xde || code === 0xf0 || code === 0xfd || code === 0xfe) {
    weight -= 0.3;
  }
  return weight;
}

function weighCyrillic(code: number, before: number): number {
  const upper = code < 0x430;
  if (isLatin(before)) return -0.3;
  // KOI8-R and windows-1251 swap the cases: a capital after a small letter gives the wrong one away.
  if (upper && before >= 0x430 && before < 0x460) return -0.6;
  return (upper ? 0.25 : 0.5) + commonWeight(upper ? code + 0x20 : code) * 0.3;
}

function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isLetter(code: number): boolean {
  return isLatin(code) || (code >= 0xc0 && code < 0x2000);
}
