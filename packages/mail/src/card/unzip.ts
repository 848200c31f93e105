/** The few files of an office document, out of its ZIP, within bounds. */
import { ArchiveError, listEntries, readEntry } from './zip-entries.ts';

export interface UnzipBounds {
  /** Entries of the directory. */
  readonly entries: number;
  /** Octets of one file, and of all that are read, after inflating. */
  readonly file: number;
  readonly all: number;
}

/** An office document has some dozens of entries; a form, or a price list, has few megabytes. */
const FORM_BOUNDS: UnzipBounds = { entries: 2_000, file: 8 * 1024 * 1024, all: 24 * 1024 * 1024 };

/**
 * @param wanted by name, as it stands in the archive.
 * @throws ArchiveError for what is no ZIP, is encrypted, or is larger than the bounds.
 */
export function unzip(
  zip: Buffer,
  wanted: (name: string) => boolean,
  bounds: UnzipBounds = FORM_BOUNDS,
): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let room = bounds.all;
  for (const entry of listEntries(zip, bounds.entries)) {
    if (!wanted(entry.name) || files.has(entry.name)) continue;
    if (room <= 0) throw new ArchiveError('too large', 'too-large');
    const data = readEntry(zip, entry, Math.min(bounds.file, room));
    room -= data.length;
    files.set(entry.name, data);
  }
  return files;
}
