/** Bytes to text, whatever the label says. */
import { isAscii, isUtf8 } from 'node:buffer';
import { decodeAs } from './decode-as.ts';
import { detectCharset, leadOf } from './detect.ts';
import { canonicalCharset } from './label.ts';

const multiByte = new Set(['gb18030', 'big5', 'euc-kr', 'shift_jis', 'euc-jp']);
const sevenBit = new Set(['utf-7', 'hz', 'iso-2022-jp', 'iso-2022-kr', 'iso-2022-cn']);
/** Above this share of unreadable characters a declared charset is not believed. */
const wrongShare = 0.05;
/** windows-1252 explains any bytes; another charset must read better than it by this much (measured: 0.8 and more). */
const clearLead = 0.7;
/** Two characters of GBK in forty are valid UTF-8 by chance; of texts longer than this, none is. */
const chanceLimit = 12;

/**
 * Decodes text of a mail. The order of belief: plain ASCII, a byte order mark, valid UTF-8, the declared
 * charset as far as the bytes bear it out, and what the bytes look like.
 * @param label the declared charset, as it stands; null where none is declared
 * @param hint a charset that the rest of the message uses, for short undeclared texts
 */
export function decodeText(bytes: Buffer, label: string | null, hint: string | null = null): string {
  const declared = canonicalCharset(label);
  if (isAscii(bytes)) return decodeAscii(bytes, declared);
  const marked = decodeByteOrderMark(bytes);
  if (marked !== null) return marked;
  if (declared === 'utf-16' || declared === 'utf-16le' || declared === 'utf-16be') {
    // Programs that keep text as UTF-16 write that label over what they send as UTF-8.
    return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : decodeUtf16(bytes, declared);
  }
  const isExact = isUtf8(bytes);
  if (declared !== null && multiByte.has(declared)) {
    const utf8 = isExact ? bytes.toString('utf8') : damagedUtf8(bytes);
    if (utf8 !== null && readsAsUtf8(bytes, declared)) return utf8;
    const text = decodeAs(bytes, declared);
    return unreadableShare(text) <= wrongShare ? text : betterOf(text, bytes, hint);
  }
  // For single-byte charsets any bytes are valid, while valid UTF-8 hardly comes about by chance.
  if (isExact) {
    const chance = declared === null && bytes.length <= chanceLimit ? detectCharset(bytes, hint) : 'utf-8';
    const isChance = chance !== 'utf-8' && leadOf(chance, 'utf-8', bytes) >= clearLead;
    return isChance ? decodeAs(bytes, chance) : bytes.toString('utf8');
  }
  const almost = declared === 'utf-8' ? null : damagedUtf8(bytes);
  if (almost !== null) return almost;
  if (declared === null) return decodeAs(bytes, detectCharset(bytes, hint));
  if (declared === 'windows-1252' && isMostlyPairs(bytes)) return decodeNotLatin(bytes, hint);
  const text = decodeAs(bytes, declared);
  if (declared !== 'utf-8' && !sevenBit.has(declared)) return text;
  return unreadableShare(text) <= wrongShare ? text : betterOf(text, bytes, hint);
}

/** The same for a string of bytes (each UTF-16 unit one octet), as headers are kept. */
export function decodeBinary(binary: string, label: string | null, hint: string | null = null): string {
  return decodeText(Buffer.from(binary, 'latin1'), label, hint);
}

function decodeAscii(bytes: Buffer, declared: string | null): string {
  if (declared !== null && sevenBit.has(declared)) return decodeAs(bytes, declared);
  // UTF-16 of Latin text is ASCII with every other byte NUL.
  if (declared?.startsWith('utf-16') && bytes.includes(0)) return decodeUtf16(bytes, declared);
  const text = bytes.toString('latin1');
  // ISO-2022-JP without a label: its escape sequences appear in nothing else.
  if (text.includes('\x1b') && /\x1b(?:\$[@B]|\(J|\$\(D)/.test(text)) return decodeAs(bytes, 'iso-2022-jp');
  return text;
}

function decodeByteOrderMark(bytes: Buffer): string | null {
  if (bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const rest = bytes.subarray(3);
    return isUtf8(rest) ? rest.toString('utf8') : null;
  }
  // Only with a NUL near by: in KOI8 and windows-125x two such letters may well begin a text.
  if (bytes.length < 4 || !bytes.subarray(0, 200).includes(0)) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  return null;
}

function decodeUtf16(bytes: Buffer, declared: string): string {
  if (declared !== 'utf-16') return decodeAs(bytes, declared);
  // RFC 2781 4.3: without a mark it is big-endian; Windows writes little-endian all the same.
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < Math.min(bytes.length, 400); i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  return decodeAs(bytes, odd > even ? 'utf-16le' : 'utf-16be');
}

/**
 * Valid UTF-8 under the label of a double-byte charset, as many web shops and ERP systems write it. A short text may
 * be valid in both, so the one counts that reads like a language.
 */
function readsAsUtf8(bytes: Buffer, declared: string): boolean {
  // A character beyond the first plane takes four octets that come about by chance in nothing else.
  if (bytes.some((byte) => byte >= 0xf0)) return true;
  return leadOf('utf-8', declared, bytes) > 0;
}

/** UTF-8 with a few characters torn, by a line that was broken or a text that was cut on its way; null for any other. */
function damagedUtf8(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  let good = 0;
  // Of three octets and more, which hardly come about by chance.
  let long = 0;
  let torn = 0;
  const end = Math.min(text.length, 100_000);
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) torn += text.charCodeAt(i - 1) === 0xfffd ? 0 : 1;
    else if (unit >= 0x80) {
      good++;
      if (unit >= 0x800) long++;
    }
  }
  const believable = long * 2 >= good ? torn * 4 <= good : torn * 20 <= good;
  return good > 0 && believable ? text : null;
}

/** Letters of Western languages stand singly between those of ASCII; bytes in pairs and runs are another script's. */
function isMostlyPairs(bytes: Buffer): boolean {
  let high = 0;
  let paired = 0;
  const end = Math.min(bytes.length, 100_000);
  for (let i = 0; i < end; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    high++;
    if ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80) paired++;
  }
  return high >= 4 && paired * 2 > high;
}

/** The label of the default that many programs put over Chinese or Russian: believed unless another reads far better. */
function decodeNotLatin(bytes: Buffer, hint: string | null): string {
  const other = detectCharset(bytes, hint);
  const clear = other !== 'windows-1252' && leadOf(other, 'windows-1252', bytes) >= clearLead;
  return decodeAs(bytes, clear ? other : 'windows-1252');
}

/** Share of the characters beyond ASCII that could not be read. */
export function unreadableShare(text: string): number {
  if (!text.includes('\ufffd')) return 0;
  let bad = 0;
  let all = 0;
  const end = Math.min(text.length, 100_000);
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    all++;
    if (unit === 0xfffd) bad++;
  }
  // One bad character at the very end is a cut, not a wrong label.
  if (bad === 1 && text.endsWith('\ufffd')) return 0;
  return all === 0 ? 0 : bad / all;
}

function betterOf(text: string, bytes: Buffer, hint: string | null): string {
  const other = decodeAs(bytes, detectCharset(bytes, hint));
  return unreadableShare(other) < unreadableShare(text) ? other : text;
}
