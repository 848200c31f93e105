/** Marks in a cleaned mail: what a search has found in it is seen where it stands. */
import { elementKind } from './element-kinds.ts';

/** Of a whole mail. */
const MOST_MARKS = 500;
/** In the address of the page it leads to the first mark. */
const FIRST_MARK = 'tp-found';

type Ranges = readonly (readonly [from: number, until: number])[];
interface Piece {
  readonly tag: boolean;
  /** A tag as it stands; of a text its characters. */
  readonly text: string;
}

/**
 * @param cleaned what `cleanHtml` gave: each `<` and `>` is a tag's.
 * @param rangesOf where in a text marks go; it is asked for what stands between two blocks, whatever tags are within.
 */
export function markHtml(cleaned: string, rangesOf: (text: string) => Ranges): string {
  let marks = 0;
  let marked = '';
  let line: Piece[] = [];
  const flush = () => {
    const ranges =
      marks < MOST_MARKS ? rangesOf(line.map(({ tag, text }) => (tag ? '' : text)).join('')) : [];
    marked += writeLine(line, ranges.slice(0, MOST_MARKS - marks), marks === 0);
    marks += ranges.length;
    line = [];
  };
  for (const [piece] of cleaned.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = piece.startsWith('<');
    if (tag && isBlock(piece)) {
      flush();
      marked += piece;
    } else line.push({ tag, text: tag ? piece : decode(piece) });
  }
  flush();
  return marked;
}

function isBlock(tag: string): boolean {
  const name = /^<\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase();
  return name !== undefined && elementKind(name) !== undefined;
}

function writeLine(line: readonly Piece[], ranges: Ranges, isFirst: boolean): string {
  let written = '';
  let at = 0;
  for (const { tag, text } of line) {
    if (tag) {
      written += text;
      continue;
    }
    let done = 0;
    for (const [from, until] of ranges) {
      const [start, end] = [Math.max(0, from - at), Math.min(text.length, until - at)];
      if (start >= end) continue;
      const id = isFirst && from === ranges[0]?.[0] && from >= at ? ` id="${FIRST_MARK}"` : '';
      written += `${encode(text.slice(done, start))}<mark${id}>${encode(text.slice(start, end))}</mark>`;
      done = end;
    }
    written += encode(text.slice(done));
    at += text.length;
  }
  return written;
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decode = (text: string) =>
  text.replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => CHARACTERS[name] ?? whole);
const encode = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
