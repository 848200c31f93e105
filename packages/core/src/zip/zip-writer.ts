/**
 * An archive that is written while its files come (PKWARE's APPNOTE 6.3.10 with data descriptors), in the memory of one
 * piece.
 */
import { crc32, createDeflateRaw } from 'node:zlib';

/** General purpose flags: sizes and CRC follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
const VERSION = 20;

export class ZipWriter {
  #offset = 0;
  readonly #central: Buffer[] = [];

  /**
   * @param name within the archive, UTF-8. Files and all of them together stay below 4 GiB.
   * @param clock when it was written, `2026-03-05 17:30:00`: a ZIP knows no time zones, and nothing before 1980.
   */
  async *add(
    name: string,
    texts: AsyncIterable<string | Buffer>,
    clock = '1980-01-01 00:00:00',
  ): AsyncGenerator<Buffer> {
    const time = dosTime(clock);
    const start = this.#offset;
    const fileName = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATE, 8);
    head.writeUInt32LE(time, 10);
    head.writeUInt16LE(fileName.length, 26);
    yield this.#count(Buffer.concat([head, fileName]));
    let crc = 0;
    let size = 0;
    let packed = 0;
    for await (const chunk of deflated(texts, (octets) => {
      crc = crc32(octets, crc);
      size += octets.length;
    })) {
      packed += chunk.length;
      yield this.#count(chunk);
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    for (const [i, value] of [crc, packed, size].entries()) tail.writeUInt32LE(value, 4 + 4 * i);
    yield this.#count(tail);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(VERSION, 4);
    entry.writeUInt16LE(VERSION, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(DEFLATE, 10);
    entry.writeUInt32LE(time, 12);
    for (const [i, value] of [crc, packed, size].entries()) entry.writeUInt32LE(value, 16 + 4 * i);
    entry.writeUInt16LE(fileName.length, 28);
    entry.writeUInt32LE(start, 42);
    this.#central.push(entry, fileName);
  }

  /** The central directory. */
  end(): Buffer {
    const directory = Buffer.concat(this.#central);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#central.length / 2, 8);
    end.writeUInt16LE(this.#central.length / 2, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(this.#offset, 16);
    return Buffer.concat([directory, end]);
  }

  #count(chunk: Buffer): Buffer {
    this.#offset += chunk.length;
    return chunk;
  }
}

/** MS-DOS's: two seconds are its smallest step. */
function dosTime(clock: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = clock.split(/\D/).map(Number);
  if (year < 1980 || year > 2107) return dosTime('1980-01-01 00:00:00');
  const date = ((year - 1980) << 9) | (month << 5) | day;
  return date * 0x10000 + ((hour << 11) | (minute << 5) | (second >> 1));
}

async function* deflated(
  texts: AsyncIterable<string | Buffer>,
  look: (octets: Buffer) => void,
): AsyncGenerator<Buffer> {
  const packer = createDeflateRaw();
  const fed = (async () => {
    try {
      for await (const text of texts) {
        const octets = typeof text === 'string' ? Buffer.from(text) : text;
        look(octets);
        if (!packer.write(octets)) await new Promise((resolve) => packer.once('drain', resolve));
      }
      packer.end();
    } catch (error) {
      packer.destroy(error as Error);
    }
  })();
  yield* packer as AsyncIterable<Buffer>;
  await fed;
}
