/** Attachments as slices of one pool of ready base64 lines: noise, as good as any compressed file, and cheap. */
import { base64Lines, type Entity, nameParameter } from '../demo/correspondence/mime.ts';
import { Random } from '../demo/correspondence/random.ts';

/** Octets of a whole line: 76 characters and CRLF, 57 octets decoded. */
const LINE = 78;
const POOL_LINES = 160_000;
/** Encoded sizes: e^(median ± spread); the median is about 115 KB, one in a hundred has some MB. */
const MEDIAN_OCTETS = 114_000;
const SPREAD = 1.33;
const LARGEST_OCTETS = 9_000_000;

const KINDS: readonly (readonly [type: string, extension: string])[] = [
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'jpg'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/zip', 'zip'],
  ['application/msword', 'doc'],
];

export class AttachmentPool {
  readonly #lines: Buffer;

  constructor(seed: string) {
    const rng = new Random(`pool/${seed}`);
    const octets = Buffer.alloc(POOL_LINES * 57);
    for (let i = 0; i + 4 <= octets.length; i += 4) octets.writeUInt32LE(rng.bits(), i);
    this.#lines = Buffer.from(base64Lines(octets), 'latin1');
  }

  draw(rng: Random, scale: number, word: string): Entity {
    // Box and Muller: a normal deviate from two uniform ones.
    const normal = Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
    const size = Math.min(LARGEST_OCTETS, MEDIAN_OCTETS * Math.exp(SPREAD * normal)) * scale;
    const lines = Math.min(POOL_LINES, Math.max(2, Math.round(size / LINE)));
    const from = rng.int(0, POOL_LINES - lines);
    const [type, extension] = rng.pick(KINDS);
    const name = `${word} ${rng.int(1, 999)}.${extension}`;
    return {
      headers: [
        ['Content-Type', `${type}; ${nameParameter('name', name, 'utf-8', 'rfc2047')}`],
        ['Content-Transfer-Encoding', 'base64'],
        ['Content-Disposition', `attachment;\r\n\t${nameParameter('filename', name, 'utf-8', 'rfc2231')}`],
      ],
      body: this.#lines.subarray(from * LINE, (from + lines) * LINE),
    };
  }
}
