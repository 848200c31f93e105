/**
 * The few files of an office document, out of its ZIP (APPNOTE 6.3.10), within bounds: what a file says of its size
 * is not believed, the inflating itself stops there.
 */
import { inflateRawSync } from 'node:zlib';

/** Entries of the directory: an office document has some dozens. */
const MOST_ENTRIES = 2_000;
/** Octets of one file, and of all that are read, after inflating. */
const MOST_FILE = 8 * 1024 * 1024;
const MOST_ALL = 24 * 1024 * 1024;

export class ArchiveError extends Error {
  override name = 'ArchiveError';
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
/** The end record has 22 octets and a comment of at most 65,535. */
const END_LENGTH = 22;
const MOST_COMMENT = 65_535;

/**
 * @param wanted by name, as it stands in the archive.
 * @throws ArchiveError for what is no ZIP, is encrypted, or is larger than a form can be.
 */
export function unzip(zip: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new ArchiveError('too many entries');
  const files = new Map<string, Buffer>();
  let all = 0;
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw new ArchiveError('bad directory');
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, nameEnd);
    if (wanted(name) && !files.has(name)) {
      const data = readEntry(zip, at, MOST_ALL - all);
      all += data.length;
      files.set(name, data);
    }
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

function findEnd(zip: Buffer): number {
  const first = Math.max(0, zip.length - END_LENGTH - MOST_COMMENT);
  for (let at = zip.length - END_LENGTH; at >= first; at--)
    if (zip.readUInt32LE(at) === END_SIGNATURE) return at;
  throw new ArchiveError('not a ZIP');
}

function readEntry(zip: Buffer, at: number, room: number): Buffer {
  const flags = zip.readUInt16LE(at + 8);
  const method = zip.readUInt16LE(at + 10);
  const size = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  if ((flags & 1) !== 0) throw new ArchiveError('encrypted');
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL_SIGNATURE)
    throw new ArchiveError('bad entry');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + size > zip.length) throw new ArchiveError('cut off');
  const stored = zip.subarray(start, start + size);
  const most = Math.min(MOST_FILE, room);
  if (method === 0 && stored.length <= most) return stored;
  if (method !== 8 || most <= 0)
    throw new ArchiveError(method === 0 || method === 8 ? 'too large' : 'unknown method');
  try {
    return inflateRawSync(stored, { maxOutputLength: most });
  } catch (cause) {
    throw new ArchiveError('cannot be inflated within bounds', { cause });
  }
}
