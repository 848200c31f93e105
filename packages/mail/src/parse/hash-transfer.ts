/** Size and hash of what a transfer encoding hides, in bounded memory. */
import { createHash, hash } from 'node:crypto';
import { decodeTransfer, type TransferEncoding } from './transfer-encoding.ts';

/** Octets of base64 that are decoded at a time when only the hash is wanted. */
const chunkSize = 1024 * 1024;

/** Size and SHA-256 of a body without its transfer encoding; large base64 is never held decoded as a whole. */
export function hashTransfer(
  bytes: Buffer,
  start: number,
  end: number,
  encoding: TransferEncoding,
): { size: number; sha256: string } {
  if (encoding !== 'base64' || end - start <= 2 * chunkSize) {
    const decoded = decodeTransfer(bytes, start, end, encoding);
    return { size: decoded.length, sha256: hash('sha256', decoded, 'hex') };
  }
  const sum = createHash('sha256');
  let size = 0;
  let rest = '';
  for (let at = start; at < end; at += chunkSize) {
    const text =
      rest + bytes.toString('latin1', at, Math.min(end, at + chunkSize)).replace(/[^A-Za-z0-9+/_=-]+/g, '');
    const padding = text.indexOf('=');
    if (padding >= 0 && /[^=]/.test(text.slice(padding))) return hashWhole(bytes, start, end);
    const whole = at + chunkSize >= end || padding >= 0 ? text.length : text.length - (text.length % 4);
    const decoded = Buffer.from(text.slice(0, whole), 'base64');
    rest = padding >= 0 ? '' : text.slice(whole);
    sum.update(decoded);
    size += decoded.length;
  }
  return { size, sha256: sum.digest('hex') };
}

function hashWhole(bytes: Buffer, start: number, end: number): { size: number; sha256: string } {
  const decoded = decodeTransfer(bytes, start, end, 'base64');
  return { size: decoded.length, sha256: hash('sha256', decoded, 'hex') };
}
