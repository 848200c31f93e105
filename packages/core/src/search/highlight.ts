/** Where a search's words stand in a text, and the piece of a long text that shows most of them. */
import { hitsIn, MOST_HITS, type Hit, type TextRange } from './find-hits.ts';
import type { Needle } from './needles.ts';

export type { TextRange } from './find-hits.ts';
/** Characters of a snippet; scripts without spaces say more with fewer. */
const SNIPPET = 220;
const DENSE_SNIPPET = 100;

export function rangesIn(text: string, needles: readonly Needle[]): TextRange[] {
  return merged(hitsIn(text, needles).map(({ range }) => range));
}

function merged(ranges: readonly TextRange[]): TextRange[] {
  const out: TextRange[] = [];
  for (const [from, until] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until);
    else out.push([from, until]);
  }
  return out;
}

export interface CutText {
  readonly text: string;
  readonly ranges: TextRange[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** The piece with the most of the needles, on one line. `found` tells whether any is in it. */
export function cutSnippet(text: string, needles: readonly Needle[]): CutText & { readonly found: boolean } {
  const hits = hitsIn(text, needles).sort((a, b) => a.range[0] - b.range[0]);
  const first = best(hits, SNIPPET);
  const around = hits[first]?.range[0] ?? 0;
  const isDense = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Hangul}/u.test(
    text.slice(around, around + 20),
  );
  const length = isDense ? DENSE_SNIPPET : SNIPPET;
  const from = hits.length === 0 ? 0 : wordStart(text, around - Math.floor(length / 4), around);
  const until = wordEnd(text, Math.min(text.length, from + length));
  const inside = hits.filter(({ range }) => range[0] >= from && range[1] <= until);
  // Of the same length, so that the offsets hold.
  const piece = text.slice(from, until).replace(/\s/gu, ' ');
  return {
    text: piece,
    ranges: merged(inside.map(({ range }) => [range[0] - from, range[1] - from])),
    cutBefore: text.slice(0, from).trim() !== '',
    cutAfter: text.slice(until).trim() !== '',
    found: inside.length > 0,
  };
}

/** The hit at which the window begins that has the most different needles. */
function best(hits: readonly Hit[], length: number): number {
  let [place, most] = [0, 0];
  for (let i = 0; i < Math.min(hits.length, MOST_HITS); i++) {
    const start = hits[i]?.range[0] ?? 0;
    const inside = new Set<number>();
    for (let k = i; k < hits.length && (hits[k]?.range[1] ?? 0) <= start + length; k++)
      inside.add(hits[k]?.needle ?? 0);
    if (inside.size > most) [place, most] = [i, inside.size];
  }
  return place;
}

const isSpace = (text: string, at: number) => /\s/u.test(text[at] ?? ' ');
/** A low surrogate belongs to the character before it. */
const isInside = (text: string, at: number) => /[\udc00-\udfff]/.test(text[at] ?? '');

/** At a word's beginning near `at`, and not behind `latest`. */
function wordStart(text: string, at: number, latest: number): number {
  if (at <= 0) return 0;
  for (let i = at; i < Math.min(latest, at + 20); i++) if (isSpace(text, i)) return i + 1;
  return isInside(text, at) ? at + 1 : at;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  for (let i = at; i > at - 20 && i > 0; i--) if (isSpace(text, i)) return i;
  return isInside(text, at) ? at - 1 : at;
}
