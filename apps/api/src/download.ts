/** Headers for octets that came by mail: nothing of them may run in our origin. */
import { imageType } from '@tradepost/core/reader/image-type';

/** Nothing in it may load, run, or be framed, even where a browser shows it after all. */
const SEALED_CSP = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** Of the cleaned HTML, which our own page shows in a sandboxed frame. */
export const FRAME_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
  'cache-control': 'private, no-store',
} as const;

/** A download by RFC 6266, the name in both forms: a plain one for old clients, UTF-8 (RFC 8187) for the rest. */
export function downloadHeaders(fileName: string): Record<string, string> {
  return {
    'content-disposition': contentDisposition(fileName),
    'content-security-policy': SEALED_CSP,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}

/** Characters of a name; file systems take 255 octets. */
const MOST_CHARACTERS = 150;

/** @param fileName as a mail gives it: anything. */
export function contentDisposition(fileName: string): string {
  const name = safeFileName(fileName);
  // RFC 6266 appendix D: no percent signs, quotes or non-ASCII in the plain form.
  const plain = name.replace(/[^\x20-\x7e]|["%\\]/gu, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeExtValue(name)}`;
}

/** No folders, no control characters, no marks that turn the text round (fdp.exe shown as exe.pdf), no dots at the ends. */
function safeFileName(fileName: string): string {
  const cleaned = fileName
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .trim()
    .replace(/^\.+/, '');
  const characters = [...cleaned];
  if (characters.length <= MOST_CHARACTERS) return cleaned.replace(/[. ]+$/, '') || 'attachment';
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(cleaned)?.[0] ?? '';
  return characters.slice(0, MOST_CHARACTERS - extension.length).join('') + extension;
}

/** RFC 8187 3.2.1: attr-char stay, the rest is percent-encoded. */
const encodeExtValue = (text: string) =>
  encodeURIComponent(text).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** @returns null for what is none of the pictures that are shown. */
export function inlineImageHeaders(octets: Uint8Array): Record<string, string> | null {
  const type = imageType(octets);
  if (type === null) return null;
  return {
    'content-type': type,
    'content-disposition': 'inline',
    'content-security-policy': SEALED_CSP,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}
