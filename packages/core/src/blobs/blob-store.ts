/**
 * Raw octets of mails, content-addressed. A blob is written once, is durable before its row is committed,
 * and comes back byte-exact: `read` proves the SHA-256 of what it gives.
 */

/** Where a blob is: inside an append-only pack, or (pack null) a file of its own, named by its hash. */
export interface BlobLocation {
  readonly pack: string | null;
  readonly packOffset: number | null;
}

export interface StoredBlob {
  /** SHA-256 of the raw octets, hex. */
  readonly sha256: string;
  /** Raw octets. */
  readonly size: number;
  /** Octets on disk. */
  readonly storedSize: number;
  readonly codec: 'zstd' | 'raw';
}

export interface BlobInput extends StoredBlob {
  readonly stored: Uint8Array;
}

export interface BlobStore {
  /** Appends all; returns when every one is durable (fdatasync). Order of the result is that of the input. */
  write(blobs: readonly BlobInput[]): Promise<BlobLocation[]>;
  /** @throws BlobError 'missing' or 'damaged'. */
  read(blob: StoredBlob & BlobLocation): Promise<Buffer>;
  close(): Promise<void>;
}

export class BlobError extends Error {
  override name = 'BlobError';
  readonly code: 'missing' | 'damaged' | 'storage-full' | 'unwritable';
  constructor(code: BlobError['code'], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}
