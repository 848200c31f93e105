/**
 * Charset labels as mail bears them, brought to one name each.
 *
 * Where a label is known to be used for a superset, the superset decodes it: GB2312 mail is GBK or GB18030,
 * ISO-8859-1 mail is windows-1252, KS C 5601 mail is windows-949.
 */
import { createRequire } from 'node:module';

/** Names that this package decodes itself; every other name is a TextDecoder or an iconv-lite encoding. */
const own: Readonly<Record<string, string>> = {
  'utf-7': 'utf-7',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  hz: 'hz',
  'hz-gb-2312': 'hz',
  'iso-2022-kr': 'iso-2022-kr',
  csiso2022kr: 'iso-2022-kr',
  'iso-2022-cn': 'iso-2022-cn',
  'iso-2022-cn-ext': 'iso-2022-cn',
};

const aliases: Readonly<Record<string, string>> = {
  ...own,
  utf8: 'utf-8',
  'utf-8-mac': 'utf-8',
  utf8mb4: 'utf-8',
  cp65001: 'utf-8',
  gb2312: 'gb18030',
  'gb2312-80': 'gb18030',
  'gb-2312-80': 'gb18030',
  'gb-2312': 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  'gb-18030': 'gb18030',
  'gb18030-2000': 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  'euc-cn': 'gb18030',
  euccn: 'gb18030',
  'x-euc-cn': 'gb18030',
  chinese: 'gb18030',
  cp950: 'big5',
  ms950: 'big5',
  'big5-hkscs': 'big5',
  big5hkscs: 'big5',
  big5hk: 'big5',
  'big5-eten': 'big5',
  'x-x-big5': 'big5',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  'ks-c-5601-1987': 'euc-kr',
  'ks-c-5601': 'euc-kr',
  'ks-x-1001': 'euc-kr',
  ksc5601: 'euc-kr',
  'x-euc-kr': 'euc-kr',
  'x-windows-949': 'euc-kr',
  'windows-949': 'euc-kr',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'shift-jis': 'shift_jis',
  'shift-jisx0213': 'shift_jis',
  'windows-31j': 'shift_jis',
  'windows-932': 'shift_jis',
  'x-sjis': 'shift_jis',
  sjis: 'shift_jis',
  eucjp: 'euc-jp',
  'x-euc-jp': 'euc-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  jis: 'iso-2022-jp',
  'utf-16': 'utf-16',
  utf16: 'utf-16',
  'ucs-2': 'utf-16',
  'iso-10646-ucs-2': 'utf-16',
  unicode: 'utf-16',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  latin1: 'windows-1252',
  'iso-latin-1': 'windows-1252',
  'iso-8859-11': 'windows-874',
  'iso-8859-8-e': 'iso-8859-8',
  koi8: 'koi8-r',
  'x-mac-roman': 'macintosh',
  'mac-roman': 'macintosh',
};

/** Labels that say nothing: the bytes are taken as undeclared. */
const undeclared = new Set([
  '',
  'us-ascii',
  'ascii',
  'usascii',
  'us',
  'ansi-x3.4-1968',
  'iso-646',
  'iso646-us',
  'cp367',
  '7bit',
  '8bit',
  'binary',
  'default',
  'default-charset',
  'charset',
  'none',
  'null',
  'x-unknown',
  'unknown',
  'unknown-8bit',
  'x-user-defined',
  'x-roman8',
]);

/** Labels come from outside: the cache stops growing here. */
const cacheLimit = 300;
const cache = new Map<string, string | null>();

interface Iconv {
  decode(bytes: Uint8Array, encoding: string): string;
  encodingExists(encoding: string): boolean;
}
let iconvModule: Iconv | null = null;

/** iconv-lite, loaded when first needed: most mail never does, and its tables are large. */
export function iconv(): Iconv {
  iconvModule ??= createRequire(import.meta.url)('iconv-lite') as Iconv;
  return iconvModule;
}

/**
 * The name under which a labelled charset is decoded, or null where the label says nothing usable
 * (absent, us-ascii, unknown): then the bytes must speak for themselves.
 */
export function canonicalCharset(label: string | null | undefined): string | null {
  if (!label) return null;
  const cached = cache.get(label);
  if (cached !== undefined) return cached;
  const found = lookUp(label);
  if (cache.size < cacheLimit) cache.set(label, found);
  return found;
}

function lookUp(label: string): string | null {
  if (label.length > 60) return null;
  const key = label
    .toLowerCase()
    .replace(/["'\s;]/g, '')
    .replace(/_/g, '-');
  if (undeclared.has(key)) return null;
  const alias = aliases[key];
  if (alias) return alias;
  // "cp1251", "win-1251", "windows1251", "ms-1251" are windows-1251.
  const codePage = /^(?:x-)?(?:cp|win|windows|ms|microsoft)-?(?:cp)?(125[0-8]|874)$/.exec(key);
  const tried = codePage ? `windows-${codePage[1]}` : key.replace(/^(iso)-?(8859)-?(\d+).*$/, '$1-$2-$3');
  try {
    const encoding = new TextDecoder(tried).encoding;
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    // TextDecoder has no such encoding, or refuses it on purpose; the older tables may know it.
    return iconv().encodingExists(tried) ? tried : null;
  }
}
