/** The stored form of a message's raw octets. */
import { hash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import type { ProcessedMessage } from './types.ts';

/** Below this a zstd frame saves nothing worth a decompression. */
const smallest = 64;
/** From here on a second copy of the frame counts. */
const large = 4 * 1024 * 1024;

/**
 * SHA-256 and the compressed octets of a message. Where zstd does not make them fewer, they are kept as they are.
 * `stored` has an ArrayBuffer of its own, so that handing it to another thread moves nothing else.
 */
export function packRaw(
  raw: Buffer,
  zstdLevel: number,
): Pick<ProcessedMessage, 'sha256' | 'size' | 'stored' | 'codec'> {
  const sha256 = hash('sha256', raw, 'hex');
  if (raw.length >= smallest) {
    const frame = zstdCompressSync(raw, {
      params: { [constants.ZSTD_c_compressionLevel]: zstdLevel },
      // In one piece: many small ones would be joined at the end, and a large frame be there twice.
      ...(raw.length >= large ? { chunkSize: raw.length } : {}),
    });
    if (frame.length < raw.length) return { sha256, size: raw.length, stored: compact(frame), codec: 'zstd' };
  }
  return { sha256, size: raw.length, stored: new Uint8Array(raw), codec: 'raw' };
}

/** A Buffer may be a small view of a large allocation, which would be moved and kept with it. */
function compact(bytes: Buffer): Uint8Array {
  const slack = bytes.buffer.byteLength - bytes.length;
  // The end of a large allocation that was never written to takes no memory.
  return (slack < 1024 || bytes.length >= large / 2) && bytes.byteOffset === 0
    ? new Uint8Array(bytes.buffer, 0, bytes.length)
    : new Uint8Array(bytes);
}
