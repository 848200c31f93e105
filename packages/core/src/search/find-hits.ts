/** Where a search's words stand in a text. */
import { fold, SHORTEST_TAIL, type Unit, unitsOf } from '@tradepost/mail/words';
import type { Needle } from './needles.ts';

export type TextRange = [from: number, until: number];
export interface Hit {
  readonly range: TextRange;
  readonly needle: number;
}

/** Letters that an ending adds to a stem. */
const LONGEST_ENDING = 4;
/** In a text without end the first so many say enough. */
export const MOST_HITS = 500;
/** A number in groups: these, and characters. */
const MOST_GROUPS = 8;
const LONGEST_NUMBER = 40;
/** A text is taken into words where something may stand only, for that costs: in stretches of at least so many characters. */
const STRETCH = 500;
/** What `splitWords` joins a word by, and what stands between the groups of a number. */
const JOINERS = /[-/._@&+#'’:,()\s]/g;

export function hitsIn(text: string, needles: readonly Needle[]): Hit[] {
  const hits: Hit[] = [];
  if (needles.length === 0) return hits;
  const stretches = stretchesOf(text);
  for (const [i, { from, until }] of stretches.entries()) {
    // A number in groups may begin here and end there.
    const here = mayStandIn(text.slice(from, until + LONGEST_NUMBER), needles);
    if (here.length === 0) continue;
    // What begins here may end in the next one.
    const end = stretches[i + 1]?.until ?? until;
    const units = unitsOf(text.slice(from, end));
    for (let at = 0; at < units.length && (units[at]?.from ?? 0) < until - from; at++)
      for (const n of here) {
        const last = endOfMatch(units, at, needles[n] as Needle);
        if (last !== null) hits.push({ range: [from + (units[at]?.from ?? 0), from + last], needle: n });
        if (hits.length >= MOST_HITS) return hits;
      }
  }
  return hits;
}

/** Each ends with a space: no word goes over its end. */
function stretchesOf(text: string): { readonly from: number; readonly until: number }[] {
  const stretches: { from: number; until: number }[] = [];
  const space = /\s/g;
  for (let from = 0; from < text.length; ) {
    space.lastIndex = Math.min(text.length, from + STRETCH);
    const until = space.test(text) ? space.lastIndex : text.length;
    stretches.push({ from, until });
    from = until;
  }
  return stretches;
}

/** At least those that begin in it. */
function mayStandIn(stretch: string, needles: readonly Needle[]): number[] {
  const folded = fold(stretch);
  const squeezed = folded.replace(JOINERS, '');
  return needles.flatMap(({ pieces, whole, stems }, n) => {
    const begins = pieces[0] !== undefined && folded.includes(pieces[0]);
    return begins ||
      (whole !== null && squeezed.includes(whole)) ||
      stems.some((stem) => folded.includes(stem))
      ? [n]
      : [];
  });
}

function endOfMatch(units: readonly Unit[], at: number, needle: Needle): number | null {
  const unit = units[at] as Unit;
  const { prefix, whole, stems } = needle;
  const end = endOfPieces(units, at, needle);
  if (end !== null) return end;
  if (whole !== null && unit.whole !== null) {
    const { text, until } = unit.whole;
    if (text === whole || (prefix && text.startsWith(whole))) return until;
    if (whole.length >= SHORTEST_TAIL && /\p{N}/u.test(whole) && text.includes(whole)) return until;
  }
  const grouped = whole === null ? null : endOfGroups(units, at, whole);
  if (grouped !== null) return grouped;
  const isOfStem = (stem: string) =>
    unit.text.startsWith(stem) && unit.text.length - stem.length <= LONGEST_ENDING;
  return stems.some(isOfStem) ? unit.until : null;
}

/** A number that is written in groups: TGHU 765433 9. */
function endOfGroups(units: readonly Unit[], at: number, whole: string): number | null {
  if (!/\d{4}/.test(whole)) return null;
  let text = '';
  for (const unit of units.slice(at, at + MOST_GROUPS)) {
    text += unit.text;
    if (text === whole) return unit.until;
    if (!whole.startsWith(text)) return null;
  }
  return null;
}

function endOfPieces(units: readonly Unit[], at: number, { pieces, prefix }: Needle): number | null {
  for (let k = 0; k < pieces.length; k++) {
    const [piece, other, before] = [pieces[k] ?? '', units[at + k], units[at + k - 1]];
    if (other === undefined) return null;
    // A run of a script without spaces is broken by what stands in it.
    if (k > 0 && other.dense && before?.dense === true && before.until !== other.from) return null;
    const isLast = k === pieces.length - 1;
    if (other.text !== piece && !(isLast && prefix && other.text.startsWith(piece))) return null;
  }
  return units[at + pieces.length - 1]?.until ?? null;
}
