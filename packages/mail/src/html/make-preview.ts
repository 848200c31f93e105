import { bareLine, HEADER_LINE, SEPARATOR_LINE } from './quote-marks.ts';
import { splitQuoted } from './split-quoted.ts';
import { cutAtCodePoint } from './well-formed.ts';

const MAX_PREVIEW = 200;
/** As much of a text as is looked at: the first words are in it, whatever stands around them. */
const MAX_READ = 20_000;

/** Lines that say nothing: rules, image placeholders, "external sender" banners' frames. */
const EMPTY_LINE = /^[\s\p{P}\p{S}]*$/u;

/**
 * The first words of what is new in a message: one line, at most 200 UTF-16 units, well formed.
 * A forward without words of its own shows the first words of what it forwards.
 */
export function makePreview(text: string): string {
  const { newText, quotedText } = splitQuoted(cutAtCodePoint(text, MAX_READ));
  return firstWords(newText) || firstWords(withoutMarks(quotedText));
}

function withoutMarks(quotedText: string): string {
  return quotedText
    .split('\n')
    .map(bareLine)
    .filter((line) => !SEPARATOR_LINE.test(line) && !HEADER_LINE.test(line))
    .join('\n');
}

function firstWords(text: string): string {
  let words = '';
  for (const line of text.split('\n')) {
    // RFC 3676 4.3: the signature begins here, and says who, not what.
    if (words !== '' && /^--\s?$/.test(line)) break;
    if (EMPTY_LINE.test(line)) continue;
    words += `${line} `;
    if (words.length > 4 * MAX_PREVIEW) break;
  }
  // oxlint-disable-next-line no-control-regex -- a preview has none of them
  const oneLine = words.replace(/[\s\u0000-\u001f\u007f-\u009f\u200b\ufeff]+/g, ' ').trim();
  return cutAtCodePoint(oneLine.toWellFormed(), MAX_PREVIEW).trimEnd();
}
