/** The value of a content line: transfer encoding and charset undone, escapes undone, cut into its parts. */
import { cleanBlock } from '../charset/clean-text.ts';
import { decodeBinary } from '../charset/decode.ts';
import type { ContentLine } from './content-lines.ts';

/** Characters of one value that are kept. */
const MOST_VALUE = 10_000;

/** Decoded, still with its escapes; null for what is no text (a photograph). */
export function decodeValue(line: ContentLine): string | null {
  const encoding = line.params.get('ENCODING')?.[0]?.toUpperCase() ?? '';
  if (encoding === 'B' || encoding === 'BASE64') return null;
  if (/^data:/i.test(line.value)) return null;
  const octets = encoding === 'QUOTED-PRINTABLE' ? undoQuotedPrintable(line.value) : line.value;
  const text = decodeBinary(octets, line.params.get('CHARSET')?.[0] ?? null);
  return cleanBlock(text).slice(0, MOST_VALUE);
}

const undoQuotedPrintable = (text: string) =>
  text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** RFC 6350 3.4. */
export function unescapeText(text: string): string {
  return text
    .replace(/\\([nN\\,;:])/g, (_, mark: string) => (mark === 'n' || mark === 'N' ? '\n' : mark))
    .trim();
}

/** Parts between separators that no backslash precedes, still escaped. */
export function splitEscaped(text: string, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/**
 * Of a structured value (N, ORG, ADR) its components as text; null where empty.
 * @param between stands between the items of a list within one: a comma that is no separator, but was not escaped, stays.
 */
export function components(text: string, between = ', '): (string | null)[] {
  return splitEscaped(text, ';').map((part) => {
    const joined = splitEscaped(part, ',')
      .map(unescapeText)
      .filter((one) => one !== '')
      .join(between);
    return joined === '' ? null : joined;
  });
}
