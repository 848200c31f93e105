/** Delimiter lines of a multipart (RFC 2046 5.1.1). */

export interface Range {
  readonly start: number;
  readonly end: number;
}

const LF = 10;
const CR = 13;
const DASH = 0x2d;

/**
 * The ranges between the delimiter lines, at most `limit`. A missing closing delimiter ends with the range given;
 * after a closing one only further delimiters count (mail gateways add parts so), the epilogue does not.
 */
export function findParts(
  bytes: Buffer,
  start: number,
  end: number,
  boundary: string,
  limit: number,
): Range[] {
  const needle = Buffer.from(`--${boundary}`, 'latin1');
  const ranges: Range[] = [];
  let partStart = -1;
  let at = start;
  while (ranges.length < limit) {
    const found = bytes.indexOf(needle, at);
    if (found < 0 || found + needle.length > end) break;
    at = found + needle.length;
    if (found > start && bytes[found - 1] !== LF && bytes[found - 1] !== CR) continue;
    const closing = bytes[at] === DASH && bytes[at + 1] === DASH && at + 2 <= end;
    const lineEnd = delimiterEnd(bytes, closing ? at + 2 : at, end);
    if (lineEnd < 0) continue;
    if (partStart >= 0) ranges.push({ start: partStart, end: beforeLineEnd(bytes, partStart, found) });
    partStart = closing ? -1 : lineEnd;
    at = Math.max(at, lineEnd - 1);
  }
  if (partStart >= 0 && ranges.length < limit) ranges.push({ start: partStart, end });
  return ranges;
}

/** After the boundary only blanks may follow: "--abcd" is no delimiter of "abc". Returns -1 for such a line. */
function delimiterEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  if (at >= end) return end;
  if (bytes[at] === LF) return at + 1;
  if (bytes[at] !== CR) return -1;
  while (at < end && bytes[at] === CR) at++;
  return at < end && bytes[at] === LF ? at + 1 : at;
}

/** RFC 2046 5.1.1: the line end before a delimiter belongs to the delimiter. */
function beforeLineEnd(bytes: Buffer, partStart: number, delimiter: number): number {
  let to = delimiter;
  if (to > partStart && bytes[to - 1] === LF) to--;
  if (to > partStart && bytes[to - 1] === CR) to--;
  return to;
}

/** Octets in which a boundary that the header does not name is looked for. */
const guessBytes = 64 * 1024;

/** Without a boundary parameter: the first line that begins with "--" and is met again. */
export function guessBoundary(bytes: Buffer, start: number, end: number): string | null {
  const head = bytes.toString('latin1', start, Math.min(end, start + guessBytes));
  const match = /^--([^\s-][^\r\n]{0,199}?)[ \t]*\r?$/m.exec(head);
  return match ? (match[1] as string) : null;
}
