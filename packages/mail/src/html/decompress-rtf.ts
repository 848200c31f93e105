import { ByteReader } from './byte-reader.ts';

/** MS-OXRTFCP 2.1.2: what the dictionary holds at first. */
const INITIAL_DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const DICTIONARY_SIZE = 4_096;
const COMPRESSED = 0x75465a4c;
const UNCOMPRESSED = 0x414c454d;
/** A run of 17 octets takes 17 bits, so input bounds output; bodies larger than this are no bodies. */
const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * RTF out of PidTagRtfCompressed (MS-OXRTFCP). Gives what could be read where the input is cut, and nothing
 * where it is of another kind.
 */
export function decompressRtf(data: Uint8Array): Uint8Array {
  const reader = new ByteReader(data);
  reader.uint32(); // size of the rest
  const rawSize = reader.uint32() ?? 0;
  const kind = reader.uint32();
  reader.uint32(); // checksum: a wrong one is no reason to withhold a text
  if (kind === UNCOMPRESSED) return reader.bytesUpTo(rawSize);
  if (kind !== COMPRESSED) return new Uint8Array();

  const output = Buffer.alloc(Math.min(rawSize, MAX_OUTPUT, data.length * 9));
  const dictionary = Buffer.alloc(DICTIONARY_SIZE);
  let writeAt = dictionary.write(INITIAL_DICTIONARY, 'latin1');
  let length = 0;
  const put = (octet: number) => {
    output[length++] = octet;
    dictionary[writeAt] = octet;
    writeAt = (writeAt + 1) % DICTIONARY_SIZE;
  };
  while (length < output.length) {
    const control = reader.uint8();
    if (control === null) break;
    for (let bit = 0; bit < 8 && length < output.length; bit++) {
      const first = reader.uint8();
      if (first === null) return output.subarray(0, length);
      if ((control & (1 << bit)) === 0) {
        put(first);
        continue;
      }
      const second = reader.uint8();
      if (second === null) return output.subarray(0, length);
      // 12 bits of place in the dictionary, 4 bits of length; its own place is the end mark.
      const from = (first << 4) | (second >> 4);
      if (from === writeAt) return output.subarray(0, length);
      for (let i = 0; i < (second & 15) + 2 && length < output.length; i++) {
        put(dictionary[(from + i) % DICTIONARY_SIZE] ?? 0);
      }
    }
  }
  return output.subarray(0, length);
}
