/** Seven-bit encodings with shifts that TextDecoder refuses: HZ, ISO-2022-KR, ISO-2022-CN, UTF-7. */
import { iconv } from './label.ts';

const gb = new TextDecoder('gb18030');

/** HZ (RFC 1843): `~{` GB2312 without the high bits `~}`, `~~` is a tilde, `~` before a line end vanishes. */
export function decodeHz(ascii: string): string {
  let out = '';
  let at = 0;
  while (at < ascii.length) {
    const tilde = ascii.indexOf('~', at);
    if (tilde < 0) return out + ascii.slice(at);
    out += ascii.slice(at, tilde);
    const next = ascii[tilde + 1];
    if (next === '{') {
      let end = ascii.indexOf('~}', tilde + 2);
      if (end < 0) end = ascii.length;
      out += decodeHighBits(ascii.slice(tilde + 2, end), 'gb18030');
      at = end + 2;
    } else if (next === '~') {
      out += '~';
      at = tilde + 2;
    } else if (next === '\n') {
      at = tilde + 2;
    } else {
      out += '~';
      at = tilde + 1;
    }
  }
  return out;
}

/** ISO-2022-KR (RFC 1557): between SO and SI stand KS C 5601 pairs without the high bits. */
export function decodeIso2022Kr(ascii: string): string {
  return decodeShifts(ascii.replaceAll('\x1b$)C', ''), 'cp949');
}

/** ISO-2022-CN (RFC 1922), the GB2312 plane; the CNS planes have not been seen in mail. */
export function decodeIso2022Cn(ascii: string): string {
  return decodeShifts(ascii.replace(/\x1b\$[)*+][A-Z]/g, ''), 'gb18030');
}

function decodeShifts(ascii: string, encoding: string): string {
  let out = '';
  let at = 0;
  while (at < ascii.length) {
    const so = ascii.indexOf('\x0e', at);
    if (so < 0) return out + ascii.slice(at);
    out += ascii.slice(at, so);
    let si = ascii.indexOf('\x0f', so + 1);
    if (si < 0) si = ascii.length;
    out += decodeHighBits(ascii.slice(so + 1, si), encoding);
    at = si + 1;
  }
  return out;
}

function decodeHighBits(pairs: string, encoding: string): string {
  const bytes = Buffer.from(pairs, 'latin1');
  // Line ends and blanks inside the shift stay what they are.
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte > 0x20 && byte < 0x7f) bytes[i] = byte | 0x80;
  }
  return encoding === 'gb18030' ? gb.decode(bytes) : iconv().decode(bytes, encoding);
}

/** UTF-7 (RFC 2152): `+` modified base64 of UTF-16BE `-`. */
export function decodeUtf7(ascii: string): string {
  return ascii.replace(/\+([A-Za-z0-9+/]*)-?/g, (whole, base64: string) => {
    if (base64 === '') return whole === '+-' ? '+' : whole;
    const bytes = Buffer.from(base64, 'base64');
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
    return Buffer.from(even).swap16().toString('utf16le');
  });
}
