/** Plain text of a mail in blocks: what is quoted is told from what is new, and web addresses are found. */
export type TextPart = string | { url: string };
export interface TextBlock {
  quoted: boolean;
  parts: TextPart[];
}

/** Beyond so many characters the text is shown as it stands: a million links would stop the page. */
const RICH_LIMIT = 200_000;
const URL_PATTERN = /\bhttps?:\/\/[^\s<>"'“”()（）]{1,2000}/gi;
const TRAILING = /[.,;:!?。，；：！？]+$/u;

export function splitText(text: string): TextBlock[] {
  if (text.length > RICH_LIMIT) return [{ quoted: false, parts: [text] }];
  const blocks: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^\s?>/.test(line);
    const last = blocks.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else blocks.push({ quoted, lines: [line] });
  }
  return blocks.map(({ quoted, lines }) => ({ quoted, parts: findUrls(lines.join('\n')) }));
}

function findUrls(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = match[0].replace(TRAILING, '');
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push({ url });
    at = match.index + url.length;
  }
  if (at < text.length || parts.length === 0) parts.push(text.slice(at));
  return parts;
}

/** Where each part of each block begins in the text. */
export function startsOf(blocks: readonly TextBlock[]): number[][] {
  let at = 0;
  return blocks.map(({ parts }) => {
    const starts = parts.map((part) => {
      const start = at;
      at += typeof part === 'string' ? part.length : part.url.length;
      return start;
    });
    at++; // The end of the line between two blocks.
    return starts;
  });
}

/** Those of a piece of the text, from the piece's beginning on. */
export function rangesWithin(
  ranges: readonly (readonly [from: number, until: number])[],
  start: number,
  length: number,
): [number, number][] {
  return ranges
    .map(([from, until]): [number, number] => [Math.max(0, from - start), Math.min(length, until - start)])
    .filter(([from, until]) => from < until);
}
