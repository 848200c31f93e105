/** Content-Transfer-Encoding (RFC 2045 6), undone over the octets. */
import { decodeUuencode } from './uuencode.ts';

export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'uuencode';

export function parseTransferEncoding(field: string | null): TransferEncoding {
  if (field === null) return 'identity';
  const value = field.toLowerCase();
  if (value.includes('base64')) return 'base64';
  if (value.includes('quoted-printable') || value.includes('quoted printable')) return 'quoted-printable';
  if (/uue|uuencode/.test(value)) return 'uuencode';
  return 'identity';
}

/**
 * The octets of a body without its transfer encoding. Never throws: what does not fit the encoding is passed over.
 * Identity yields a view of `bytes`.
 */
export function decodeTransfer(
  bytes: Buffer,
  start: number,
  end: number,
  encoding: TransferEncoding,
): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(bytes, start, end);
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes, start, end);
    case 'uuencode':
      return decodeUuencode(bytes.toString('latin1', start, end)) ?? bytes.subarray(start, end);
    case 'identity':
      return bytes.subarray(start, end);
  }
}

/** RFC 2045 6.8. Text may follow the padding, or another base64 text. */
function decodeBase64(bytes: Buffer, start: number, end: number): Buffer {
  const text = bytes.toString('latin1', start, end);
  const padding = text.indexOf('=');
  if (padding < 0 || onlyPaddingAfter(text, padding)) return Buffer.from(text, 'base64');
  // Node stops at the first padding; encoded pieces put one after another each have their own.
  const pieces: Buffer[] = [];
  for (const piece of text.split(/=+/, 10_000)) {
    if (!/^[A-Za-z0-9+/_\-\s]*$/.test(piece)) break;
    pieces.push(Buffer.from(piece, 'base64'));
  }
  return pieces.length > 0 ? Buffer.concat(pieces) : Buffer.from(text, 'base64');
}

function onlyPaddingAfter(text: string, padding: number): boolean {
  for (let i = padding; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 0x3d && unit > 0x20) return false;
  }
  return true;
}

/** A part labelled base64 whose first line is plainly not base64: the label is wrong. */
export function looksLikeBase64(bytes: Buffer, start: number, end: number): boolean {
  const head = bytes.toString('latin1', start, Math.min(end, start + 400)).trimStart();
  if (head === '') return true;
  const line = /^[^\r\n]*/.exec(head)?.[0].trimEnd() ?? '';
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(line);
}

/** Value of a hex digit by octet; -1 for any other octet. */
const hexValue = new Int8Array(256).fill(-1);
for (let i = 0; i < 10; i++) hexValue[0x30 + i] = i;
for (let i = 0; i < 6; i++) {
  hexValue[0x41 + i] = 10 + i;
  hexValue[0x61 + i] = 10 + i;
}

/** RFC 2045 6.7; a "=" that begins nothing stands for itself. */
function decodeQuotedPrintable(bytes: Buffer, start: number, end: number): Buffer {
  const out = Buffer.allocUnsafe(end - start);
  let to = 0;
  // Blanks before this place were meant: they were encoded, or a soft line break follows them.
  let meant = 0;
  let at = start;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === 0x0a) {
      // Rule 3: blanks before a line end were added on the way.
      let keep = to;
      while (keep > meant && isBlankOrCr(out[keep - 1] as number)) keep--;
      if (keep < to) {
        const cr = out[to - 1] === 0x0d;
        to = keep;
        if (cr) out[to++] = 0x0d;
      }
    } else if (byte === 0x3d) {
      const high = at + 2 < end ? (hexValue[bytes[at + 1] as number] as number) : -1;
      const low = high >= 0 ? (hexValue[bytes[at + 2] as number] as number) : -1;
      if (low >= 0) {
        out[to++] = (high << 4) | low;
        meant = to;
        at += 3;
        continue;
      }
      const next = softBreakEnd(bytes, at + 1, end);
      if (next > 0) {
        meant = to;
        at = next;
        continue;
      }
    }
    out[to++] = byte;
    at++;
  }
  return out.subarray(0, to);
}

function isBlankOrCr(byte: number): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09;
}

/** A soft line break: "=", blanks, the line end. Returns where the next line begins, or 0. */
function softBreakEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  if (at >= end) return end;
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a && at + 1 < end ? at + 2 : at + 1;
  return bytes[at] === 0x0a ? at + 1 : 0;
}
