/**
 * The entries of a ZIP file by its directory (PKWARE APPNOTE 6.3, with the 64-bit sizes that some writers of XLSX
 * use throughout), read as streams of bounded length. What the directory says of a size is not believed: the octets
 * that come out are counted.
 */
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { tooLarge, unreadable } from './limits.ts';

const END_SIGNATURE = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
/** The end record and its comment of at most 65,535 octets. */
const MOST_END = 22 + 65_535;
const MOST_DIRECTORY = 4 * 1024 * 1024;
const READ_OCTETS = 64 * 1024;

interface ZipEntry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly offset: number;
  readonly packed: number;
}

/** Names are the same in capitals and small letters, as an office program takes them (ECMA-376 part 2, 6.2.2.3). */
export interface ZipFile {
  has(name: string): boolean;
  /**
   * The entry's octets, unpacked.
   * @param most octets; what is longer ends with 'too-large'.
   * @throws TradepostError 'invalid-request' where there is none or it cannot be read.
   */
  open(name: string, most: number): AsyncGenerator<Buffer>;
}

const damaged = () =>
  unreadable('The file is damaged. Open it in Excel, save it again, and upload the new file.');

/** @throws TradepostError 'invalid-request'. */
export async function openZip(file: FileHandle): Promise<ZipFile> {
  const { size } = await file.stat();
  const { start, length } = await findDirectory(file, size);
  if (length > MOST_DIRECTORY || start + length > size) throw damaged();
  const entries = readDirectory(await readAt(file, start, length));
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async *open(name, most) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) throw damaged();
      if (entry.encrypted || (entry.method !== 0 && entry.method !== 8))
        throw unreadable('The file is protected by a password. Save it without one.');
      const local = await readAt(file, entry.offset, 30);
      if (local.length < 30 || local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw damaged();
      const from = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      if (from + entry.packed > size) throw damaged();
      const source = stretch(file, from, entry.packed);
      yield* bounded(entry.method === 8 ? inflate(source) : source, most);
    },
  };
}

/** Octets of the file. A stream of the handle would close it with itself: the next entry could not be read. */
async function* stretch(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += READ_OCTETS) {
    const chunk = await readAt(file, from + at, Math.min(READ_OCTETS, length - at));
    if (chunk.length === 0) throw damaged();
    yield chunk;
  }
}

async function* inflate(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const inflated = pipeline(Readable.from(source), createInflateRaw(), () => undefined);
  yield* inflated as AsyncIterable<Buffer>;
}

async function* bounded(source: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let octets = 0;
  try {
    for await (const chunk of source) {
      octets += chunk.length;
      if (octets > most)
        throw tooLarge(
          'Unpacked, the file is larger than a list of customers can be. Leave only their sheet.',
        );
      yield chunk;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw damaged();
    throw error;
  }
}

async function findDirectory(file: FileHandle, size: number): Promise<{ start: number; length: number }> {
  const tailAt = Math.max(0, size - MOST_END);
  const tail = await readAt(file, tailAt, size - tailAt);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end--;
  if (end < 0) throw damaged();
  const plain = { start: tail.readUInt32LE(end + 16), length: tail.readUInt32LE(end + 12) };
  const locator = end - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== END64_LOCATOR) return plain;
  const at = toNumber(tail.readBigUInt64LE(locator + 8));
  const end64 = await readAt(file, at, 56);
  if (end64.length < 56 || end64.readUInt32LE(0) !== END64_SIGNATURE) throw damaged();
  return { start: toNumber(end64.readBigUInt64LE(48)), length: toNumber(end64.readBigUInt64LE(40)) };
}

function readDirectory(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const commentLength = directory.readUInt16LE(at + 32);
    const extraAt = at + 46 + nameLength;
    const name = directory.toString('utf8', at + 46, extraAt);
    const wide = wideSizes(
      directory.subarray(extraAt, extraAt + extraLength),
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    );
    entries.set(name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase(), {
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      ...wide,
    });
    at = extraAt + extraLength + commentLength;
  }
  if (entries.size === 0) throw damaged();
  return entries;
}

/** APPNOTE 4.5.3: what does not fit 32 bits stands in the extra field 1, in this order. */
function wideSizes(extra: Buffer, unpacked: number, packed: number, offset: number) {
  const wide = { packed, offset };
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4;
      const take = (): number => {
        if (next + 8 > Math.min(extra.length, at + 4 + length)) throw damaged();
        next += 8;
        return toNumber(extra.readBigUInt64LE(next - 8));
      };
      if (unpacked === 0xffffffff) take();
      if (packed === 0xffffffff) wide.packed = take();
      if (offset === 0xffffffff) wide.offset = take();
    }
    at += 4 + length;
  }
  return wide;
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(value);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
