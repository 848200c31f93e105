/** Opaque-signed mail (S/MIME, RFC 8551 3.5.2): the message stands inside a CMS SignedData (RFC 5652 5.1), in BER. */

/** id-signedData, 1.2.840.113549.1.7.2. */
const signedData = Buffer.from('2a864886f70d010702', 'hex');
/** A stream is written in pieces; real ones nest two deep. */
const depthLimit = 8;
const pieceLimit = 100_000;

const sequence = 0x30;
const objectId = 0x06;
const octetString = 0x04;
/** [0] EXPLICIT */
const wrapper = 0xa0;
const constructed = 0x20;

interface Element {
  readonly tag: number;
  readonly start: number;
  /** Null for an indefinite length (X.690 8.1.3.6): the content goes on until two NULs. */
  readonly end: number | null;
}

/**
 * The message that was signed: header and body of a MIME entity, as it stands. The signature is not verified.
 * @returns null where the octets are no SignedData, or bear nothing but a signature
 */
export function unwrapSigned(bytes: Buffer): Buffer | null {
  // ContentInfo: a SEQUENCE of the kind and, wrapped, the SignedData.
  const kind = elementAt(bytes, enter(bytes, 0, sequence));
  if (kind?.tag !== objectId || kind.end === null) return null;
  if (!bytes.subarray(kind.start, kind.end).equals(signedData)) return null;
  const version = enter(bytes, enter(bytes, kind.end, wrapper), sequence);
  // What was signed comes after the version and the digest algorithms; its own kind stands before it.
  const encapsulated = enter(bytes, skip(bytes, skip(bytes, version)), sequence);
  const pieces: Buffer[] = [];
  collect(bytes, enter(bytes, skip(bytes, encapsulated), wrapper), 0, pieces);
  return pieces.length === 0 ? null : Buffer.concat(pieces);
}

/** Where the content of an element of that tag begins; -1 where there is none. */
function enter(bytes: Buffer, at: number, tag: number): number {
  const element = elementAt(bytes, at);
  return element?.tag === tag ? element.start : -1;
}

/** Where the element after this one begins; -1 where there is none. */
function skip(bytes: Buffer, at: number, depth = 0): number {
  const element = elementAt(bytes, at);
  if (element === null || depth > depthLimit) return -1;
  if (element.end !== null) return element.end;
  let next = element.start;
  for (let count = 0; count < pieceLimit && next >= 0; count++) {
    if (isEnd(bytes, next)) return next + 2;
    next = skip(bytes, next, depth + 1);
  }
  return -1;
}

/** The pieces of an OCTET STRING, in order. Returns where the element after it begins, or -1. */
function collect(bytes: Buffer, at: number, depth: number, pieces: Buffer[]): number {
  const element = elementAt(bytes, at);
  if (element === null || depth > depthLimit || pieces.length >= pieceLimit) return -1;
  if (element.tag === octetString && element.end !== null) {
    pieces.push(bytes.subarray(element.start, element.end));
    return element.end;
  }
  if (element.tag !== (octetString | constructed)) return -1;
  let next = element.start;
  while (next >= 0 && next < (element.end ?? bytes.length)) {
    if (element.end === null && isEnd(bytes, next)) return next + 2;
    next = collect(bytes, next, depth + 1, pieces);
  }
  return next;
}

const isEnd = (bytes: Buffer, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0;

/** Tags of one octet only: SignedData has no others. A length beyond the end is cut, as the mail was. */
function elementAt(bytes: Buffer, at: number): Element | null {
  if (at < 0 || at + 2 > bytes.length) return null;
  const tag = bytes[at] as number;
  const first = bytes[at + 1] as number;
  let start = at + 2;
  if (first === 0x80) return { tag, start, end: null };
  let length = first;
  if (first > 0x80) {
    const octets = first & 0x7f;
    if (octets > 6 || start + octets > bytes.length) return null;
    length = bytes.readUIntBE(start, octets);
    start += octets;
  }
  return { tag, start, end: Math.min(start + length, bytes.length) };
}
