import iconv from 'iconv-lite';

/** Windows code page numbers whose names in iconv-lite are not `cp` + number. */
const NAMES: Record<number, string> = {
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  10000: 'macroman',
  20127: 'windows-1252',
  20866: 'koi8-r',
  20932: 'euc-jp',
  20936: 'gb2312',
  21866: 'koi8-u',
  51932: 'euc-jp',
  51936: 'gb2312',
  51949: 'euc-kr',
  54936: 'gb18030',
  65001: 'utf-8',
};

/**
 * Text in a Windows code page (MS-UCODEREF 2.2.1), up to the first NUL. A code page that is unknown or
 * absent is read as UTF-8 where it is valid, else as windows-1252.
 */
export function decodeCodePage(bytes: Uint8Array, codePage: number | null): string {
  return stripAfterNul(decode(bytes, codePage));
}

export function decodeUtf16(bytes: Uint8Array): string {
  return stripAfterNul(new TextDecoder('utf-16le').decode(bytes));
}

function decode(bytes: Uint8Array, codePage: number | null): string {
  const name = codePage === null ? null : nameOf(codePage);
  if (name !== null) return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), name);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function nameOf(codePage: number): string | null {
  if (codePage >= 28591 && codePage <= 28606) return `iso-8859-${codePage - 28590}`;
  const name = NAMES[codePage] ?? `cp${codePage}`;
  return iconv.encodingExists(name) ? name : null;
}

function stripAfterNul(text: string): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).toWellFormed();
}
