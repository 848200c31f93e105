/**
 * Terms with their places as the octets in which Postgres takes a `tsvector` (`tsvectorrecv` in tsvector.c: the number of
 * lexemes; each with its zero, the number of its places, the places, all in network order); bounded in size whatever the
 * mail. Before each term is room for its bucket of time, which whoever knows the mail's moment stamps.
 */

import { sortTerms } from './sort-terms.ts';

/** Subject, new text, people and file names, quoted text and the text of attachments. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** In the two highest bits of a place (WordEntryPos). */
const BITS: Readonly<Record<Weight, number>> = { A: 3 << 14, B: 2 << 14, C: 1 << 14, D: 0 };
const PLACE = (1 << 14) - 1;

/** Postgres: a vector of at most 1 MiB, places up to 16,383, 255 places of one term. */
const MOST_OCTETS = 900_000;
const LAST_PLACE = 16_000;
const MOST_PLACES = 255;
const OCTETS_OF_TERM = 12;
/** Letters that take three stand in terms of one or two. */
const OCTETS_OF_LETTER = 2;
const OCTETS_OF_PLACE = 2;

/** Of the bucket: three digits of base 36. */
const BUCKET_OCTETS = 3;
const COUNT_OCTETS = 4;

/** Where a term stands: nowhere that is asked for, once as most do, or several times. */
type Places = null | number | number[];

export class VectorWriter {
  /** By kind, by text: putting the two together for each mention would cost more than all the rest. */
  readonly #terms = new Map<string, Map<string, Places>>();
  #octets = 0;

  /** @returns false where there is no room for more. */
  get hasRoom(): boolean {
    return this.#octets < MOST_OCTETS;
  }

  /**
   * @param kind one of `TERM`.
   * @param place null: no neighbour is ever asked for.
   */
  add(kind: string, text: string, weight: Weight, place: number | null): void {
    let terms = this.#terms.get(kind);
    if (terms === undefined) {
      terms = new Map();
      this.#terms.set(kind, terms);
    }
    const places = terms.get(text);
    if (places === undefined) {
      if (!this.hasRoom) return;
      this.#octets += OCTETS_OF_TERM + OCTETS_OF_LETTER * text.length;
    }
    // A long text goes on at the beginning: its phrases are found as well, and seldom one that is none.
    const at = place === null ? null : BITS[weight] | (((place - 1) % LAST_PLACE) + 1);
    if (at !== null) this.#octets += OCTETS_OF_PLACE;
    if (places === undefined || places === null) {
      if (places === undefined || at !== null) terms.set(text, at);
    } else if (at === null) return;
    else if (typeof places === 'number') terms.set(text, [places, at]);
    else if (places.length < MOST_PLACES) places.push(at);
  }

  /** In a buffer of its own, which may be moved to another thread; the terms sorted, which Postgres would do else. */
  toVector(): Uint8Array {
    const kinds = [...this.#terms].sort(([a], [b]) => (a < b ? -1 : 1));
    let most = COUNT_OCTETS;
    let count = 0;
    for (const [, terms] of kinds) {
      count += terms.size;
      for (const [text, places] of terms)
        most +=
          BUCKET_OCTETS + 4 + 3 * text.length + 2 * (typeof places === 'object' ? (places?.length ?? 0) : 1);
    }
    const octets = Buffer.allocUnsafe(most);
    octets.writeUInt32BE(count, 0);
    let at = COUNT_OCTETS;
    for (const [kind, terms] of kinds)
      for (const text of sortTerms([...terms.keys()])) {
        at = writeTerm(octets, at, kind, text);
        at = writePlaces(octets, at, terms.get(text) ?? null);
      }
    return Uint8Array.from(octets.subarray(0, at));
  }
}

/** @returns where the next one goes. */
function writeTerm(octets: Buffer, start: number, kind: string, text: string): number {
  let at = start;
  // Room that is stamped later; not zero, which ends a lexeme.
  for (let i = 0; i < BUCKET_OCTETS; i++) octets[at++] = 1;
  octets[at++] = kind.charCodeAt(0);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A crossing into the engine costs more than most terms.
    if (code > 127) {
      at += octets.write(text.slice(i), at);
      break;
    }
    octets[at++] = code;
  }
  octets[at++] = 0;
  return at;
}

/** @returns where the next term goes. */
function writePlaces(octets: Buffer, start: number, places: Places): number {
  const sorted = places === null ? [] : typeof places === 'number' ? [places] : inOrder(places);
  let at = start;
  octets[at++] = sorted.length >> 8;
  octets[at++] = sorted.length & 255;
  for (const place of sorted) {
    octets[at++] = place >> 8;
    octets[at++] = place & 255;
  }
  return at;
}

/** Postgres wants them ascending and each once; of one place the greater weight counts. */
function inOrder(places: number[]): readonly number[] {
  let last = 0;
  for (const place of places) {
    if ((place & PLACE) <= last) return sortedOnce(places);
    last = place & PLACE;
  }
  return places;
}

function sortedOnce(places: readonly number[]): number[] {
  const sorted = [...places].sort((a, b) => (a & PLACE) - (b & PLACE) || b - a);
  return sorted.filter((place, i) => i === 0 || (place & PLACE) !== ((sorted[i - 1] ?? 0) & PLACE));
}

/** Three digits of base 36, as `search_bucket` of the migrations. @param week since 1970; below 46,656. */
export const bucketOf = (week: number): string => week.toString(36).padStart(BUCKET_OCTETS, '0');

/** Writes the bucket of time before each term, in place; of a vector that bears it already, it reads the first. */
export function stampWeek(vector: Uint8Array, week: number): void {
  const [high = 0, middle = 0, low = 0] = Buffer.from(bucketOf(week));
  let at = COUNT_OCTETS;
  if (vector[at] === high && vector[at + 1] === middle && vector[at + 2] === low) return;
  while (at < vector.length) {
    vector[at] = high;
    vector[at + 1] = middle;
    vector[at + 2] = low;
    at = vector.indexOf(0, at + BUCKET_OCTETS) + 1;
    at += 2 + 2 * (((vector[at] ?? 0) << 8) | (vector[at + 1] ?? 0));
  }
}

export interface PlacedTerm {
  readonly term: string;
  /** Ascending, as Postgres shows them: `17A`; of weight D without a letter. */
  readonly places: readonly string[];
}

/** What a vector holds, without the buckets. */
export function termsOf(vector: Uint8Array): PlacedTerm[] {
  const octets = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
  const terms: PlacedTerm[] = [];
  let at = COUNT_OCTETS;
  while (at < octets.length) {
    const end = octets.indexOf(0, at);
    const term = octets.toString('utf8', at + BUCKET_OCTETS, end);
    const count = octets.readUInt16BE(end + 1);
    at = end + 3 + 2 * count;
    const places = Array.from({ length: count }, (_, i) => {
      const place = octets.readUInt16BE(end + 3 + 2 * i);
      return `${place & PLACE}${['', 'C', 'B', 'A'][place >> 14]}`;
    });
    terms.push({ term, places });
  }
  return terms;
}
