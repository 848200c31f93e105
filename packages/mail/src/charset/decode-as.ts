/** One decoder for each canonical charset name. */
import { iconv } from './label.ts';
import { decodeHz, decodeIso2022Cn, decodeIso2022Kr, decodeUtf7 } from './stateful.ts';

/** Decoders are kept: making one costs more than decoding a mail. The names come from a closed list. */
const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

const iso2022jp = new TextDecoder('iso-2022-jp');

/** Encoded words joined end to start leave a shift to ASCII before the next shift, which the decoder refuses. */
function withoutEmptyShifts(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const joined = text.replace(/(?:\x1b\([BJ])+(?=\x1b[$(])/g, '');
  return joined.length === text.length ? bytes : Buffer.from(joined, 'latin1');
}

/** Decodes without any doubt about the name, which must be a canonical one. */
export function decodeAs(bytes: Buffer, encoding: string): string {
  switch (encoding) {
    case 'hz':
      return decodeHz(bytes.toString('latin1'));
    case 'iso-2022-kr':
      return decodeIso2022Kr(bytes.toString('latin1'));
    case 'iso-2022-cn':
      return decodeIso2022Cn(bytes.toString('latin1'));
    case 'utf-7':
      return decodeUtf7(bytes.toString('latin1'));
    case 'iso-2022-jp':
      return iso2022jp.decode(withoutEmptyShifts(bytes));
    // ICU's tables for these two lack the extensions that mail uses (windows-949, Hong Kong's HKSCS).
    case 'euc-kr':
      return iconv().decode(bytes, 'cp949');
    case 'big5':
      return iconv().decode(bytes, 'big5-hkscs');
  }
  let decoder = decoders.get(encoding);
  if (!decoder) {
    try {
      decoder = new TextDecoder(encoding);
    } catch {
      return iconv().decode(bytes, encoding);
    }
    decoders.set(encoding, decoder);
  }
  return decoder.decode(bytes);
}
