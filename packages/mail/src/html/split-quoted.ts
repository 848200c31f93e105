import {
  ATTRIBUTION,
  ATTRIBUTION_START,
  bareLine,
  CHINESE_WEBMAIL,
  FROM_LINE,
  HEADER_LINE,
  MAX_MARK_LINE,
  RULE_LINE,
  SEPARATOR_LINE,
} from './quote-marks.ts';

/** Reply marks stand near the top of what people wrote; past this the text counts as one piece. */
const MAX_LINES = 5_000;
/** An attribution may be wrapped: "On Tuesday, 5 March 2024 at 10:00,\nAnn Example <ann@…>\nwrote:". */
const MAX_ATTRIBUTION_LINES = 3;

/** What a person wrote, and the older messages their client put below it. */
export interface SplitText {
  newText: string;
  quotedText: string;
}

/**
 * Parts the new text of a reply from what it quotes, by the marks of mail clients in many languages: an
 * attribution line, a separator, a header block, or lines that begin with `>` to the end. Where new text
 * follows quoted lines (an answer below or between), all of it stays, without the quoted lines.
 * A message that is nothing but a forward keeps the whole as quoted text.
 */
export function splitQuoted(text: string): SplitText {
  const lines = text.split(/\r\n|\r|\n/, MAX_LINES + 1);
  const cut = findMark(lines);
  if (cut !== null) {
    const rest = text.slice(offsetOfLine(text, cut));
    const before = lines.slice(0, cut);
    const inline = cutQuotedLines(before);
    return { newText: inline.newText, quotedText: join(inline.quotedText, rest) };
  }
  if (lines.length > MAX_LINES) {
    const head = cutQuotedLines(lines.slice(0, MAX_LINES));
    const rest = text.slice(offsetOfLine(text, MAX_LINES));
    return { newText: join(head.newText, rest), quotedText: head.quotedText };
  }
  return cutQuotedLines(lines);
}

/** The line of the first mark below which everything is old, or null. */
function findMark(lines: readonly string[]): number | null {
  const count = Math.min(lines.length, MAX_LINES);
  for (let i = 0; i < count; i++) {
    const line = lines[i] ?? '';
    if (line.length > MAX_MARK_LINE || line.trim() === '') continue;
    const bare = bareLine(line);
    if (SEPARATOR_LINE.test(bare)) return i;
    if (RULE_LINE.test(bare) && isHeaderBlock(lines, i + 1, HEADER_LINE)) return i;
    if (isHeaderBlock(lines, i, FROM_LINE)) return i;
    const attribution = attributionLength(lines, i);
    if (attribution > 0 && !answeredBelow(lines, i + attribution)) return i;
  }
  return null;
}

/** A line like `first`, and with it at least three of From (needed), Date, To, Subject … */
function isHeaderBlock(lines: readonly string[], start: number, first: RegExp): boolean {
  let at = start;
  while (at < start + 2 && (lines[at] ?? 'x').trim() === '') at++;
  if (!first.test(bareLine(lines[at] ?? ''))) return false;
  let found = 0;
  let hasFrom = false;
  for (let i = at; i < Math.min(lines.length, at + 8) && !(found >= 3 && hasFrom); i++) {
    const line = bareLine(lines[i] ?? '');
    if (HEADER_LINE.test(line)) found++;
    hasFrom ||= FROM_LINE.test(line);
  }
  return found >= 3 && hasFrom;
}

/** How many lines from `start` make an attribution; 0 where there is none. */
function attributionLength(lines: readonly string[], start: number): number {
  let joined = '';
  for (let i = start; i < Math.min(lines.length, start + MAX_ATTRIBUTION_LINES); i++) {
    const line = (lines[i] ?? '').trim();
    // What is quoted already is cut by its `>`.
    if (line === '' || line.startsWith('>') || joined.length + line.length > MAX_MARK_LINE) return 0;
    if (i > start && !ATTRIBUTION_START.test(joined)) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    const last = joined.charCodeAt(joined.length - 1);
    if ((last === 0x3a || last === 0xff1a) && (CHINESE_WEBMAIL.test(joined) || ATTRIBUTION.test(joined))) {
      return i - start + 1;
    }
  }
  return 0;
}

/** After an attribution come `>` lines, and then lines of the writer's own: an answer below the quote. */
function answeredBelow(lines: readonly string[], start: number): boolean {
  let sawQuote = false;
  for (let i = start; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.startsWith('>')) sawQuote = true;
    else if (line.trim() !== '') return sawQuote;
  }
  return false;
}

/** Takes out `>` lines and the attributions above them. */
function cutQuotedLines(lines: readonly string[]): SplitText {
  const kept: string[] = [];
  const quoted: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^\s{0,3}>/.test(line)) {
      quoted.push(line);
      continue;
    }
    const attribution = line.trim() === '' ? 0 : attributionLength(lines, i);
    if (attribution > 0 && nextFilledLine(lines, i + attribution).startsWith('>')) {
      quoted.push(...lines.slice(i, i + attribution));
      i += attribution - 1;
      continue;
    }
    kept.push(line);
  }
  return { newText: kept.join('\n').trim(), quotedText: quoted.join('\n').trim() };
}

function nextFilledLine(lines: readonly string[], start: number): string {
  for (let i = start; i < Math.min(lines.length, start + 3); i++) {
    const line = lines[i] ?? '';
    if (line.trim() !== '') return line;
  }
  return '';
}

function offsetOfLine(text: string, line: number): number {
  const lineEnd = /\r\n|\r|\n/g;
  for (let i = 0; i < line; i++) lineEnd.exec(text);
  return lineEnd.lastIndex;
}

function join(first: string, second: string): string {
  return [first, second.trim()].filter((part) => part !== '').join('\n');
}
