/**
 * The files of a ZIP (APPNOTE 6.3.10, with the 64-bit sizes that some writers use throughout): listed by the directory,
 * inflated one by one. What a file says of its size is not believed, the inflating itself stops at the bound.
 */
import { inflateRawSync } from 'node:zlib';
import { decodeText } from '../charset/decode.ts';

export type ArchiveFault = 'damaged' | 'encrypted' | 'too-large';

export class ArchiveError extends Error {
  override name = 'ArchiveError';
  readonly code: ArchiveFault;
  constructor(message: string, code: ArchiveFault = 'damaged', options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface ZipEntry {
  /** As it stands in the archive; GBK and other charsets of old programs are told by their looks. */
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  /** Octets before inflating. */
  readonly packed: number;
  /** Where its local header begins. */
  readonly at: number;
}

const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR_SIGNATURE = 0x07064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
/** The end record has 22 octets and a comment of at most 65,535. */
const END_LENGTH = 22;
const MOST_COMMENT = 65_535;
const LOCATOR_LENGTH = 20;
/** Bit 11: the name is UTF-8. */
const UTF8_NAME = 1 << 11;
const WIDE = 0xffffffff;

/** @throws ArchiveError for what is no ZIP, or has more entries than that. */
export function listEntries(zip: Buffer, most: number): ZipEntry[] {
  const { start, count } = findDirectory(zip);
  if (count > most) throw new ArchiveError('too many entries', 'too-large');
  const entries: ZipEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw new ArchiveError('bad directory');
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const extraEnd = nameEnd + zip.readUInt16LE(at + 30);
    const flags = zip.readUInt16LE(at + 8);
    entries.push({
      name: nameOf(zip.subarray(at + 46, nameEnd), (flags & UTF8_NAME) !== 0),
      encrypted: (flags & 1) !== 0,
      method: zip.readUInt16LE(at + 10),
      ...placeOf(zip, at, zip.subarray(nameEnd, extraEnd)),
    });
    at = extraEnd + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** @param most octets after inflating. @throws ArchiveError. */
export function readEntry(zip: Buffer, entry: ZipEntry, most: number): Buffer {
  if (entry.encrypted) throw new ArchiveError('encrypted', 'encrypted');
  const { at, method, packed } = entry;
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL_SIGNATURE) throw new ArchiveError('bad entry');
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  if (start + packed > zip.length) throw new ArchiveError('cut off');
  const stored = zip.subarray(start, start + packed);
  if (most <= 0 || (method === 0 && packed > most)) throw new ArchiveError('too large', 'too-large');
  if (method === 0) return stored;
  if (method !== 8) throw new ArchiveError('unknown method');
  try {
    return inflateRawSync(stored, { maxOutputLength: most });
  } catch (cause) {
    const large = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new ArchiveError('cannot be inflated within bounds', large ? 'too-large' : 'damaged', { cause });
  }
}

const nameOf = (octets: Buffer, utf8: boolean) =>
  (utf8 ? octets.toString('utf8') : decodeText(octets, null)).replaceAll('\\', '/');

function findDirectory(zip: Buffer): { start: number; count: number } {
  const first = Math.max(0, zip.length - END_LENGTH - MOST_COMMENT);
  for (let at = zip.length - END_LENGTH; at >= first; at--) {
    if (zip.readUInt32LE(at) !== END_SIGNATURE) continue;
    const locator = at - LOCATOR_LENGTH;
    if (locator < 0 || zip.readUInt32LE(locator) !== LOCATOR_SIGNATURE)
      return { start: zip.readUInt32LE(at + 16), count: zip.readUInt16LE(at + 10) };
    const end64 = Number(zip.readBigUInt64LE(locator + 8));
    if (end64 + 56 > zip.length || zip.readUInt32LE(end64) !== END64_SIGNATURE)
      throw new ArchiveError('bad end');
    return {
      start: Number(zip.readBigUInt64LE(end64 + 48)),
      count: Number(zip.readBigUInt64LE(end64 + 32)),
    };
  }
  throw new ArchiveError('not a ZIP');
}

/** APPNOTE 4.5.3: what does not fit 32 bits stands in the extra field 1, in this order. */
function placeOf(zip: Buffer, entryAt: number, extra: Buffer): { packed: number; at: number } {
  const unpacked = zip.readUInt32LE(entryAt + 24);
  let packed = zip.readUInt32LE(entryAt + 20);
  let at = zip.readUInt32LE(entryAt + 42);
  if (packed !== WIDE && at !== WIDE) return { packed, at };
  for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
    if (extra.readUInt16LE(field) !== 1) continue;
    let next = field + 4 + (unpacked === WIDE ? 8 : 0);
    const take = () => {
      next += 8;
      if (next > extra.length) throw new ArchiveError('bad directory');
      return Number(extra.readBigUInt64LE(next - 8));
    };
    if (packed === WIDE) packed = take();
    if (at === WIDE) at = take();
    break;
  }
  return { packed, at };
}
