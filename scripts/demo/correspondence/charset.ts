/** Text to octets in the charsets that trade mail really uses, and RFC 2047 encoded-words in them. */
import iconv from 'iconv-lite';

export type Charset =
  | 'utf-8'
  | 'us-ascii'
  | 'gbk'
  | 'gb2312'
  | 'gb18030'
  | 'koi8-r'
  | 'windows-1251'
  | 'iso-2022-jp'
  | 'iso-8859-1'
  | 'windows-1252'
  | 'windows-1256';

/** JIS X 0208 by way of EUC-JP, whose two octets are the JIS octets with the high bit set. RFC 1468. */
function encodeIso2022Jp(text: string): Buffer {
  const out: number[] = [];
  let wide = false;
  for (const char of text) {
    const euc = iconv.encode(char, 'euc-jp');
    const isWide = euc.length === 2 && (euc[0] as number) >= 0xa1;
    if (isWide !== wide) {
      out.push(0x1b, ...(isWide ? [0x24, 0x42] : [0x28, 0x42]));
      wide = isWide;
    }
    if (isWide) out.push((euc[0] as number) & 0x7f, (euc[1] as number) & 0x7f);
    else out.push((euc[0] as number) < 0x80 ? (euc[0] as number) : 0x3f);
  }
  if (wide) out.push(0x1b, 0x28, 0x42);
  return Buffer.from(out);
}

/**
 * Octets of the text. `gb2312` is encoded as GBK, as the mail programs of China do: characters outside
 * GB 2312 are there although the label denies them.
 */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'iso-2022-jp') return encodeIso2022Jp(text);
  return iconv.encode(text, charset === 'gb2312' ? 'gbk' : charset);
}

/** Whether the text survives the charset. */
export function fits(text: string, charset: Charset): boolean {
  if (charset === 'us-ascii') return /^\p{ASCII}*$/u.test(text);
  if (charset === 'iso-2022-jp') {
    return [...text].every(
      (char) => char < '\x80' || iconv.decode(iconv.encode(char, 'euc-jp'), 'euc-jp') === char,
    );
  }
  const name = charset === 'gb2312' ? 'gbk' : charset;
  return iconv.decode(iconv.encode(text, name), name) === text;
}

const qEncode = (octets: Buffer): string =>
  [...octets]
    .map((octet) => {
      const char = String.fromCharCode(octet);
      if (char === ' ') return '_';
      return /[A-Za-z0-9!*+\-/]/.test(char) ? char : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/**
 * Encoded-words of at most 75 characters, split between characters, never inside one (RFC 2047 2 and 5).
 * Text that is all ASCII comes back as it is.
 */
export function encodeWords(text: string, charset: Charset, encoding: 'B' | 'Q' = 'B'): string {
  if (!/[^\x20-\x7e]/.test(text)) return text;
  const room = 75 - `=?${charset}?B??=`.length;
  const words: string[] = [];
  let chunk = '';
  const encode = (part: string) =>
    encoding === 'B' ? encodeText(part, charset).toString('base64') : qEncode(encodeText(part, charset));
  for (const char of text) {
    if (encode(chunk + char).length > room) {
      words.push(chunk);
      chunk = '';
    }
    chunk += char;
  }
  words.push(chunk);
  return words.map((word) => `=?${charset}?${encoding}?${encode(word)}?=`).join('\r\n ');
}
