/** How the octets of a text file are to be read: by its mark, else as UTF-8 where they are that, else by their looks. */
import { createReadStream } from 'node:fs';
import { detectCharset } from '@tradepost/mail/charset';

const CHUNK_OCTETS = 64 * 1024;
/** Octets from the first one beyond ASCII that the detector is shown. */
const SAMPLE_OCTETS = 256 * 1024;

/** @returns a name that TextDecoder knows. */
export async function textEncoding(path: string): Promise<string> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  let isUtf8 = true;
  const sample: Buffer[] = [];
  let sampled = 0;
  for await (const piece of createReadStream(path, { highWaterMark: CHUNK_OCTETS })) {
    const chunk = piece as Buffer;
    if (first) {
      const marked = byMark(chunk);
      if (marked !== null) return marked;
      first = false;
    }
    if (sampled < SAMPLE_OCTETS && (sampled > 0 || hasHigh(chunk))) {
      sample.push(chunk);
      sampled += chunk.length;
    }
    if (isUtf8) isUtf8 = takes(strict, chunk);
    if (!isUtf8 && sampled >= SAMPLE_OCTETS) break;
  }
  if (isUtf8 && takes(strict)) return 'utf-8';
  return detectCharset(Buffer.concat(sample));
}

function takes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

const hasHigh = (chunk: Buffer) => chunk.some((octet) => octet >= 0x80);

/** A byte order mark, or the many zeros that UTF-16 has between Latin letters. */
function byMark(chunk: Buffer): string | null {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8';
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  const end = Math.min(chunk.length, 2_000);
  for (let i = 0; i < end; i++)
    if (chunk[i] === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    }
  if (even + odd < end / 20) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

/** The file's text in pieces, without its mark. */
export async function* decodeFile(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_OCTETS }))
    yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}
