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
      const utf16 = utf16Of(chunk);
      if (utf16 !== null) return utf16;
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
  const octets = Buffer.concat(sample);
  // Programs that write GBK put the mark of UTF-8 before it where they are asked for a mark; and one octet that was lost at
  // the end of a file makes no other charset of the rest.
  return isTorn(octets) ? detectCharset(withoutMark(octets)) : 'utf-8';
}

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const isMarked = (octets: Buffer) => octets.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
const withoutMark = (octets: Buffer) => (isMarked(octets) ? octets.subarray(UTF8_MARK.length) : octets);

/** No UTF-8 with a few octets damaged, but something else: read as UTF-8, a tenth of what is beyond ASCII is none. */
function isTorn(octets: Buffer): boolean {
  const beyond = octets.toString('utf8').replace(/[\0-\x7f]/g, '');
  return (beyond.match(/\ufffd/g)?.length ?? 0) * 10 > beyond.length;
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

/** By its byte order mark, or the many zeros that it has between Latin letters. */
function utf16Of(chunk: Buffer): string | null {
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
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_OCTETS })) {
    yield decoder.decode(first ? withoutMark(chunk as Buffer) : (chunk as Buffer), { stream: true });
    first = false;
  }
  yield decoder.decode();
}
