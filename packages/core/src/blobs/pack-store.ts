/**
 * The blob store on a local disk.
 *
 *   blobs/packs/<name>.pack   appended to by one process only; a record is a 64-octet head and the stored octets
 *   blobs/files/ab/<sha256>   one blob each, for large ones
 *
 * Many small files cost an fsync each; a pack costs one per batch. A crash leaves at most a tail that no row
 * points to. The head repeats what the row says, so that a lost database can be rebuilt from the packs.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zstdDecompress } from 'node:zlib';
import { promisify } from 'node:util';
import {
  BlobError,
  type BlobInput,
  type BlobLocation,
  type BlobStore,
  type StoredBlob,
} from './blob-store.ts';

const decompress = promisify(zstdDecompress);

/** A pack is closed and a new one begun past this size: small enough to copy and to compact. */
const PACK_OCTETS = 256 * 1024 * 1024;
/** Blobs stored larger than this get a file of their own. */
const OWN_FILE_OCTETS = 8 * 1024 * 1024;
const HEAD_OCTETS = 64;
const MAGIC = Buffer.from('TPB1', 'ascii');

export async function openPackStore(dataDir: string): Promise<BlobStore> {
  const root = join(dataDir, 'blobs');
  try {
    await mkdir(join(root, 'packs'), { recursive: true, mode: 0o700 });
    await mkdir(join(root, 'files'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw writeFault(error, root);
  }
  return new PackStore(root);
}

interface OpenPack {
  readonly name: string;
  readonly handle: FileHandle;
  /** Octets that are durable; the next record begins here. */
  size: number;
}

class PackStore implements BlobStore {
  readonly #root: string;
  #pack: OpenPack | null = null;
  /** Writes follow one another: the pack has one end. */
  #tail: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  write(blobs: readonly BlobInput[]): Promise<BlobLocation[]> {
    const result = this.#tail.then(() => this.#writeNow(blobs));
    // The chain goes on after a failed write; the caller of that write gets the error.
    this.#tail = result.catch(() => undefined);
    return result;
  }

  async read(blob: StoredBlob & BlobLocation): Promise<Buffer> {
    const stored = blob.pack === null ? await this.#readFile(blob) : await this.#readPacked(blob);
    let raw: Buffer;
    try {
      raw =
        blob.codec === 'zstd'
          ? await decompress(stored, { maxOutputLength: Math.max(1, blob.size) })
          : stored;
    } catch (cause) {
      throw new BlobError('damaged', `The stored mail ${blob.sha256} is damaged on disk.`, { cause });
    }
    if (raw.length !== blob.size || createHash('sha256').update(raw).digest('hex') !== blob.sha256)
      throw new BlobError('damaged', `The stored mail ${blob.sha256} is damaged on disk.`);
    return raw;
  }

  async close(): Promise<void> {
    await this.#tail;
    await this.#pack?.handle.close();
    this.#pack = null;
  }

  async #writeNow(blobs: readonly BlobInput[]): Promise<BlobLocation[]> {
    const locations: BlobLocation[] = [];
    const chunks: Uint8Array[] = [];
    const pack = await this.#openPack();
    let end = pack.size;
    for (const blob of blobs) {
      if (blob.stored.byteLength > OWN_FILE_OCTETS) {
        await this.#writeFile(blob);
        locations.push({ pack: null, packOffset: null });
        continue;
      }
      chunks.push(recordHead(blob), blob.stored);
      locations.push({ pack: pack.name, packOffset: end + HEAD_OCTETS });
      end += HEAD_OCTETS + blob.stored.byteLength;
    }
    if (chunks.length > 0) {
      try {
        await writeAll(pack.handle, chunks, pack.size);
        await pack.handle.datasync();
      } catch (error) {
        // After a failed sync nobody knows what is on disk past pack.size: it is cut off, and a new pack is begun.
        this.#pack = null;
        await this.#cutOff(pack);
        throw writeFault(error, this.#root);
      }
      pack.size = end;
    }
    return locations;
  }

  /** Takes a half-written tail away, so that trying on a full disk does not fill it more. Never rejects. */
  async #cutOff(pack: OpenPack): Promise<void> {
    try {
      await pack.handle.truncate(pack.size);
      if (pack.size === 0) await unlink(this.#packPath(pack.name));
    } catch {
      // The tail stays: no row points to it.
    } finally {
      await pack.handle.close().catch(() => undefined);
    }
  }

  async #openPack(): Promise<OpenPack> {
    if (this.#pack !== null && this.#pack.size < PACK_OCTETS) return this.#pack;
    await this.#pack?.handle.close();
    this.#pack = null;
    const name = `${new Date().toISOString().slice(0, 10)}-${randomBytes(6).toString('hex')}`;
    try {
      const handle = await open(this.#packPath(name), 'wx', 0o600);
      await syncFolder(join(this.#root, 'packs'));
      this.#pack = { name, handle, size: 0 };
      return this.#pack;
    } catch (error) {
      throw writeFault(error, this.#root);
    }
  }

  async #writeFile(blob: BlobInput): Promise<void> {
    const path = this.#filePath(blob.sha256);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await writeAll(handle, [blob.stored], 0);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(temporary, path);
      await syncFolder(dirname(path));
      await syncFolder(join(this.#root, 'files'));
    } catch (error) {
      await unlink(temporary).catch(() => undefined);
      throw writeFault(error, this.#root);
    }
  }

  async #readFile(blob: StoredBlob): Promise<Buffer> {
    try {
      return await readFile(this.#filePath(blob.sha256));
    } catch (cause) {
      throw readFault(blob, cause);
    }
  }

  async #readPacked(blob: StoredBlob & BlobLocation): Promise<Buffer> {
    try {
      const handle = await open(this.#packPath(blob.pack as string), 'r');
      try {
        const stored = Buffer.allocUnsafe(blob.storedSize);
        const { bytesRead } = await handle.read(stored, 0, blob.storedSize, blob.packOffset);
        return stored.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    } catch (cause) {
      throw readFault(blob, cause);
    }
  }

  #packPath(name: string): string {
    return join(this.#root, 'packs', `${name}.pack`);
  }

  #filePath(sha256: string): string {
    return join(this.#root, 'files', sha256.slice(0, 2), sha256);
  }
}

function recordHead(blob: BlobInput): Buffer {
  const head = Buffer.alloc(HEAD_OCTETS);
  MAGIC.copy(head, 0);
  head.writeUInt8(blob.codec === 'zstd' ? 1 : 0, 4);
  Buffer.from(blob.sha256, 'hex').copy(head, 8);
  head.writeBigUInt64LE(BigInt(blob.size), 40);
  head.writeBigUInt64LE(BigInt(blob.stored.byteLength), 48);
  return head;
}

/** writev may write less than asked (a nearly full disk): goes on until all is written. */
async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  // IOV_MAX is 1024 on Linux; stay below it.
  const MOST = 512;
  let at = position;
  for (let from = 0; from < chunks.length; from += MOST) {
    let rest = chunks.slice(from, from + MOST);
    while (rest.length > 0) {
      const { bytesWritten } = await handle.writev(rest as NodeJS.ArrayBufferView[], at);
      at += bytesWritten;
      rest = dropOctets(rest, bytesWritten);
    }
  }
}

function dropOctets(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let left = count;
  const rest: Uint8Array[] = [];
  for (const chunk of chunks) {
    if (left >= chunk.byteLength) left -= chunk.byteLength;
    else {
      rest.push(left === 0 ? chunk : chunk.subarray(left));
      left = 0;
    }
  }
  return rest;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function writeFault(cause: unknown, root: string): BlobError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new BlobError(
      'storage-full',
      `The disk of ${root} is full. Free some space; archiving goes on by itself.`,
      { cause },
    );
  return new BlobError(
    'unwritable',
    `The archive folder ${root} cannot be written (${code ?? 'unknown fault'}).`,
    { cause },
  );
}

function readFault(blob: StoredBlob, cause: unknown): BlobError {
  return new BlobError(
    'missing',
    `The stored mail ${blob.sha256} cannot be read from disk (${(cause as NodeJS.ErrnoException).code ?? 'unknown fault'}).`,
    { cause },
  );
}
