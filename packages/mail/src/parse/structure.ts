/** The tree of parts (RFC 2045, RFC 2046), found by boundaries over the octets; nothing is decoded here. */
import { fieldValue, type HeaderBlock, readHeaderBlock } from '../header/block.ts';
import { type Parameterised, parameterText, parseParameterised } from '../header/parameter.ts';
import { findParts, guessBoundary, type Range } from './boundary.ts';
import { depthLimit, partLimit, type QuarantineReason } from './limits.ts';
import { unwrapSigned } from './signed-data.ts';
import { decodeTransfer, parseTransferEncoding, type TransferEncoding } from './transfer-encoding.ts';

export interface Entity {
  /** IMAP's part number (RFC 3501 6.4.5); '' for a message whose root is a multipart. */
  readonly path: string;
  readonly kind: 'multipart' | 'message' | 'leaf';
  readonly header: HeaderBlock;
  /** Lower case; text/plain where absent, as RFC 2045 5.2 has it; application/octet-stream where malformed. */
  readonly type: string;
  readonly typeParams: Parameterised;
  readonly disposition: Parameterised;
  readonly encoding: TransferEncoding;
  /** The octets that `start` and `end` count in: the message's, or those of a decoded part that encloses this one. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  /** Parts of a multipart; the one root of an enclosed message, or of what an opaque signature encloses. */
  readonly children: readonly Entity[];
}

export interface Structure {
  readonly root: Entity;
  /** The first bound that was reached; parts beyond it are missing from the tree. */
  readonly problem: QuarantineReason | null;
}

interface Walk {
  parts: number;
  problem: QuarantineReason | null;
}

/** @param raw a whole message */
export function readStructure(raw: Buffer): Structure {
  const walk: Walk = { parts: 0, problem: null };
  const root = readMessage(raw, 0, raw.length, '', 0, walk);
  return { root, problem: walk.problem };
}

function readMessage(
  bytes: Buffer,
  start: number,
  end: number,
  prefix: string,
  depth: number,
  walk: Walk,
): Entity {
  const header = readHeaderBlock(bytes, start, end, true);
  if (header.truncated) walk.problem ??= 'header-too-large';
  return readEntity(bytes, header, end, prefix, true, 'text/plain', depth, walk);
}

/**
 * @param path for a message's root the number of the part that encloses it; else the part's own number
 * @param isRoot a root that is a leaf is part 1 of its message; a root multipart has no number of its own
 */
function readEntity(
  bytes: Buffer,
  header: HeaderBlock,
  end: number,
  path: string,
  isRoot: boolean,
  defaultType: string,
  depth: number,
  walk: Walk,
): Entity {
  walk.parts++;
  const start = header.bodyStart;
  const typeParams = parseParameterised(fieldValue(header, 'content-type'));
  const type = effectiveType(typeParams.value, defaultType);
  const disposition = parseParameterised(fieldValue(header, 'content-disposition'));
  const encoding = parseTransferEncoding(fieldValue(header, 'content-transfer-encoding'));
  const own = { header, type, typeParams, disposition, encoding, bytes, start, end };
  const isMultipart = type.startsWith('multipart/');
  const signed = isOpaqueSigned(typeParams)
    ? unwrapSigned(decodeTransfer(bytes, start, end, encoding))
    : null;
  const isMessage = isEnclosedMessage(type) || signed !== null;
  if (isMultipart || isMessage) {
    if (depth >= depthLimit) walk.problem ??= 'nested-too-deep';
    else if (isMultipart) {
      const multipart = readMultipart(own, path, depth, walk);
      if (multipart) return multipart;
    } else {
      const number = isRoot ? join(path, 1) : path;
      const inside = signed === null ? own : { ...own, bytes: signed, start: 0, end: signed.length };
      const children = readEnclosed(inside, number, signed === null ? own.encoding : 'identity', depth, walk);
      return { ...own, path: number, kind: 'message', children };
    }
  }
  const leafType = isMultipart ? 'text/plain' : type;
  return { ...own, type: leafType, path: isRoot ? join(path, 1) : path, kind: 'leaf', children: [] };
}

type Own = Omit<Entity, 'path' | 'kind' | 'children'>;

function readMultipart(own: Own, path: string, depth: number, walk: Walk): Entity | null {
  let { bytes, start, end } = own;
  let boundary = boundaryOf(own.typeParams) ?? guessBoundary(bytes, start, end);
  let ranges = boundary === null ? [] : findParts(bytes, start, end, boundary, partLimit + 1);
  if (ranges.length === 0 && own.encoding !== 'identity') {
    // RFC 2045 6.4 forbids an encoded multipart; some gateways write one.
    bytes = decodeTransfer(bytes, start, end, own.encoding);
    start = 0;
    end = bytes.length;
    boundary ??= guessBoundary(bytes, start, end);
    ranges = boundary === null ? [] : findParts(bytes, start, end, boundary, partLimit + 1);
  }
  // No boundary in the body: it is kept as one leaf of plain text.
  if (ranges.length === 0) return null;
  const defaultType = own.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const children = readParts(bytes, ranges, path, defaultType, depth, walk);
  return { ...own, bytes, start, end, encoding: 'identity', path, kind: 'multipart', children };
}

function readParts(
  bytes: Buffer,
  ranges: readonly Range[],
  path: string,
  defaultType: string,
  depth: number,
  walk: Walk,
): Entity[] {
  const children: Entity[] = [];
  for (const range of ranges) {
    if (walk.parts >= partLimit) {
      walk.problem = 'too-many-parts';
      break;
    }
    const header = readHeaderBlock(bytes, range.start, range.end, false);
    if (header.truncated) walk.problem ??= 'header-too-large';
    const number = join(path, children.length + 1);
    children.push(readEntity(bytes, header, range.end, number, false, defaultType, depth + 1, walk));
  }
  return children;
}

function readEnclosed(
  own: Pick<Own, 'bytes' | 'start' | 'end'>,
  path: string,
  encoding: TransferEncoding,
  depth: number,
  walk: Walk,
): Entity[] {
  if (walk.parts >= partLimit) {
    walk.problem = 'too-many-parts';
    return [];
  }
  const encoded = encoding !== 'identity';
  const bytes = encoded ? decodeTransfer(own.bytes, own.start, own.end, encoding) : own.bytes;
  const start = encoded ? 0 : own.start;
  const end = encoded ? bytes.length : own.end;
  if (start >= end) return [];
  return [readMessage(bytes, start, end, path, depth + 1, walk)];
}

function join(prefix: string, number: number): string {
  return prefix === '' ? String(number) : `${prefix}.${number}`;
}

function effectiveType(value: string, defaultType: string): string {
  if (value === '') return defaultType;
  if (/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(value) && value.length <= 255) return value;
  // RFC 2045 5.2 and old mail: "text" alone is plain text.
  return value === 'text' || value === 'plain' ? 'text/plain' : 'application/octet-stream';
}

/** RFC 2046 5.2.1, RFC 6532 3.7. */
function isEnclosedMessage(type: string): boolean {
  return type === 'message/rfc822' || type === 'message/global' || type === 'message/news';
}

/** RFC 8551 3.2.2; what says nothing of its kind may be signed as well as encrypted. */
function isOpaqueSigned({ value, params }: Parameterised): boolean {
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(value)) return false;
  const kind = params.get('smime-type')?.toLowerCase();
  return kind === undefined || kind === 'signed-data';
}

function boundaryOf(type: Parameterised): string | null {
  const boundary = type.params.get('boundary') ?? parameterText(type, 'boundary', null);
  // RFC 2046 5.1.1: at most 70 characters; longer ones occur.
  return boundary === null || boundary === '' || boundary.length > 1000 ? null : boundary.trimEnd();
}
