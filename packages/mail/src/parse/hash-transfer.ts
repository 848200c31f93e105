/** Size and hash of what a transfer encoding hides, in bounded memory: attachments are counted, not kept. */
import { createHash, hash } from 'node:crypto';
import { decodeTransfer, type TransferEncoding } from './transfer-encoding.ts';

export interface Digest {
  /** Octets. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** Below this a body is decoded as a whole. Octets. */
const smallBody = 32 * 1024;
/** Lines of a base64 body that are decoded at a time: short enough to stay out of the old generation. */
const linesAtOnce = 800;
/** Longest base64 line that counts as a line (RFC 2045 6.8 has 76). */
const lineLimit = 1000;
const LF = 10;

/** Taken by every large attachment in turn; the thread is alone with it. */
const scratch = Buffer.allocUnsafeSlow(linesAtOnce * lineLimit);

/** Size and SHA-256 of a body without its transfer encoding. */
export function hashTransfer(bytes: Buffer, start: number, end: number, encoding: TransferEncoding): Digest {
  if (encoding === 'base64' && end - start > smallBody) {
    const digest = hashRegularLines(bytes, start, end);
    if (digest) return digest;
  }
  const decoded = decodeTransfer(bytes, start, end, encoding);
  return { size: decoded.length, sha256: hash('sha256', decoded, 'hex') };
}

/**
 * The usual case: base64 in lines of one length, each of whole groups of four. Any other form gives null.
 * That a piece decodes to as many octets as its length says proves that nothing foreign stood in it.
 */
function hashRegularLines(bytes: Buffer, start: number, end: number): Digest | null {
  const line = bytes.indexOf(LF, start) + 1 - start;
  if (line <= 4 || line > lineLimit) return null;
  const characters = line - (bytes[start + line - 2] === 0x0d ? 2 : 1);
  if (characters % 4 !== 0) return null;
  const sum = createHash('sha256');
  let size = 0;
  let at = start;
  for (;;) {
    const lines = regularLines(bytes, at, end, line);
    if (lines === 0) break;
    const written = scratch.write(bytes.toString('latin1', at, at + lines * line), 'base64');
    if (written !== (lines * characters * 3) / 4) return null;
    sum.update(scratch.subarray(0, written));
    size += written;
    at += lines * line;
  }
  // What is left is the last line; more than that is another form.
  if (end - at > 2 * line + 16) return null;
  const rest = decodeTransfer(bytes, at, end, 'base64');
  sum.update(rest);
  return { size: size + rest.length, sha256: sum.digest('hex') };
}

/** How many whole lines of that length stand at a place. */
function regularLines(bytes: Buffer, at: number, end: number, line: number): number {
  let lines = 0;
  // The last line may bear padding, and is left to the end.
  while (lines < linesAtOnce && at + (lines + 1) * line < end && bytes[at + (lines + 1) * line - 1] === LF)
    lines++;
  return lines;
}
