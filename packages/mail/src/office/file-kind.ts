/** What a file is: by its octets, and only where these do not tell, by its name and its declared type. */

import { utf16Of } from './plain-text.ts';

/** How it is opened; a compound file is told by the streams inside. */
export type Opening =
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'rtf'
  | 'html'
  | 'xml'
  | 'eml'
  | 'text'
  /** Pictures, films, archives of other kinds, programs. */
  | 'none';

const SIGNATURES: readonly [opening: Opening, signature: Buffer][] = [
  ['zip', Buffer.from('PK\x03\x04', 'latin1')],
  ['zip', Buffer.from('PK\x05\x06', 'latin1')],
  ['ole', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['rtf', Buffer.from('{\\rtf', 'latin1')],
];
/** Readers take a PDF whose mark stands within its first kilobyte (ISO 32000-2 annex I.2 of old). */
const PDF_MARK = Buffer.from('%PDF-', 'latin1');
const PDF_HEAD = 1_024;
/** Looked at to tell text from other octets. */
const SAMPLE = 8_192;

export interface FileFacts {
  readonly octets: Buffer;
  readonly fileName: string | null;
  /** As the mail declares it: a hint. */
  readonly contentType: string | null;
}

export function openingOf({ octets, fileName, contentType }: FileFacts): Opening {
  for (const [opening, signature] of SIGNATURES)
    if (octets.subarray(0, signature.length).equals(signature)) return opening;
  const head = octets.subarray(0, PDF_HEAD);
  if (head.includes(PDF_MARK)) return 'pdf';
  const extension = /\.([a-z0-9]{1,8})$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
  if (!looksLikeText(octets)) return 'none';
  const beginning = octets.subarray(0, 512).toString('latin1');
  if (contentType === 'message/rfc822' || /^(?:eml|mht|mhtml)$/.test(extension)) return 'eml';
  // A web page with its pictures (RFC 2557), which programs in the web name .doc or .xls.
  if (
    /^(?:MIME-Version|From|Subject|Date):.{0,200}\r?\n[\w-]+:/i.test(beginning) &&
    /^MIME-Version:/im.test(beginning)
  )
    return 'eml';
  if (/^(?:html?|xhtml)$/.test(extension) || contentType === 'text/html') return 'html';
  if (/<!doctype html|<html[\s>]/i.test(beginning)) return 'html';
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml\s/.test(beginning)) return 'xml';
  return 'text';
}

/** No NUL (but in UTF-16) and hardly any control characters. */
function looksLikeText(octets: Buffer): boolean {
  if (utf16Of(octets) !== null) return true;
  const sample = octets.subarray(0, SAMPLE);
  let controls = 0;
  for (const octet of sample) {
    if (octet === 0) return false;
    // Tab, LF, FF, CR, and the escape of ISO-2022-JP are of texts.
    if (octet < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(octet)) controls++;
  }
  return controls * 100 <= sample.length;
}
