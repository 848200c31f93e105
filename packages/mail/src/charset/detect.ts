/**
 * The charset of bytes that no label explains. A general detector is weak on the short texts that headers are,
 * so each candidate is decoded and judged by what it yields; the detector adds its voice on longer texts.
 */
import { analyse } from 'chardet';
import { decodeAs } from './decode-as.ts';
import { canonicalCharset } from './label.ts';
import { weigh } from './plausibility.ts';

/** Bytes looked at; more changes no verdict. */
const sampleSize = 8192;
/** Fewer bytes beyond ASCII than this and the statistical detector only guesses. */
const detectorMinimum = 30;

/** Outweighs a guess at a few letters, not a text that reads well in another charset. */
const hintBonus = 0.75;

const multiByte = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'euc-jp'];
const singleByte = [
  'windows-1252',
  'windows-1251',
  // With its four Ukrainian letters; the Russian ones are where KOI8-R has them.
  'koi8-u',
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
  const dense = withoutPlainRuns(sample);
  const hinted = canonicalCharset(hint);
  if (hinted) bonus.set(hinted, (bonus.get(hinted) ?? 0) + hintBonus);

  const candidates = new Set([...multiByte, ...singleByte]);
  for (const name of bonus.keys()) candidates.add(name);
  let best = 'windows-1252';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const name of candidates) {
    if (name === 'utf-8' || name.startsWith('utf-')) continue;
    const score = scoreOf(decodeAs(dense, name), high) + (bonus.get(name) ?? 0);
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

/** Only what stands near bytes beyond ASCII tells the charsets apart. */
function withoutPlainRuns(sample: Buffer): Buffer {
  const text = sample.toString('latin1');
  return Buffer.from(
    text.replace(/[\0-\x7f]{9,}/g, (run) => `${run.slice(0, 4)}${run.slice(-4)}`),
    'latin1',
  );
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
    if (name) bonus.set(name, Math.max(bonus.get(name) ?? 0, match.confidence / 400));
  }
  return bonus;
}

/**
 * By how much some bytes read better in one charset than in another: about 0.7 and more where the one is right
 * and the other wrong, near 0 where the bytes do not tell.
 */
export function leadOf(charset: string, other: string, bytes: Buffer): number {
  const sample = sampleOf(bytes);
  const high = countHigh(sample);
  const dense = withoutPlainRuns(sample);
  return scoreOf(decodeAs(dense, charset), high) - scoreOf(decodeAs(dense, other), high);
}

/** How far a decoded text reads like a language: per byte beyond ASCII, so that encodings compare. */
function scoreOf(text: string, high: number): number {
  let score = 0;
  let before = 0;
  let code = 0;
  for (const character of text) {
    const after = character.codePointAt(0) as number;
    if (code >= 0x80) score += weigh(code, before, after);
    before = code;
    code = after;
  }
  if (code >= 0x80) score += weigh(code, before, 0);
  return score / Math.max(1, high);
}
