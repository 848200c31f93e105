/**
 * Terms with their places as the octets in which Postgres takes a `tsvector` (`tsvectorrecv` in tsvector.c: the number of
 * lexemes; each with its zero, the number of its places, the places, all in network order); bounded in size whatever the
 * mail. Before each term is room for its bucket of time, which whoever knows the mail's moment stamps.
 */

import { orderOf } from './sort-terms.ts';

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

/** What it takes at most: with its bucket, its kind, its zero and the number of its places; three octets a letter. */
const MOST_OF_TERM = 7;
const MOST_OF_LETTER = 3;
/** Most vectors fit the smallest; larger ones than the largest are seldom, and their memory is not kept. */
const SMALLEST_DESK = 65_536;
const LARGEST_DESK = 1 << 20;

/** Of the bucket: three digits of base 36. */
const BUCKET_OCTETS = 3;
const COUNT_OCTETS = 4;

/** Where a term stands: nowhere that is asked for, once as most do, or several times. */
type Places = null | number | number[];

export class VectorWriter {
  /** By kind (the unit of its character), by text: putting the two together for each mention would cost more. */
  readonly #terms: (Map<string, Places> | undefined)[] = [];
  #octets = 0;
  /** No vector of these is longer. */
  #most = COUNT_OCTETS;

  /** @returns false where there is no room for more. */
  get hasRoom(): boolean {
    return this.#octets < MOST_OCTETS;
  }

  /**
   * @param kind one of `TERM`.
   * @param place null: no neighbour is ever asked for.
   */
  add(kind: string, text: string, weight: Weight, place: number | null): void {
    const terms = (this.#terms[kind.charCodeAt(0)] ??= new Map<string, Places>());
    const places = terms.get(text);
    if (places === undefined) {
      if (!this.hasRoom) return;
      this.#octets += OCTETS_OF_TERM + OCTETS_OF_LETTER * text.length;
      this.#most += MOST_OF_TERM + MOST_OF_LETTER * text.length;
    }
    if (place === null) {
      if (places === undefined) terms.set(text, null);
      return;
    }
    // A long text goes on at the beginning: its phrases are found as well, and seldom one that is none.
    const at = BITS[weight] | (((place - 1) % LAST_PLACE) + 1);
    this.#octets += OCTETS_OF_PLACE;
    this.#most += OCTETS_OF_PLACE;
    if (places === undefined || places === null) terms.set(text, at);
    else if (typeof places === 'number') terms.set(text, [places, at]);
    else if (places.length < MOST_PLACES) places.push(at);
  }

  /** In a buffer of its own, which may be moved to another thread; the terms sorted, which Postgres would do else. */
  toVector(): Uint8Array {
    const octets = deskOf(this.#most);
    let count = 0;
    let at = COUNT_OCTETS;
    this.#terms.forEach((terms, kind) => {
      if (terms === undefined) return;
      const texts = [...terms.keys()];
      const places = [...terms.values()];
      count += texts.length;
      for (const i of orderOf(texts)) {
        at = writeTerm(octets, at, kind, texts[i] as string);
        at = writePlaces(octets, at, places[i] as Places);
      }
    });
    octets.writeUInt32BE(count, 0);
    return new Uint8Array(octets.subarray(0, at));
  }
}

/** Vectors are written here and copied, one after the other: memory that is new costs more than the copy. */
let desk = Buffer.alloc(0);

function deskOf(size: number): Buffer {
  if (size <= desk.length) return desk;
  const larger = Buffer.allocUnsafeSlow(Math.max(size, SMALLEST_DESK));
  if (size <= LARGEST_DESK) desk = larger;
  return larger;
}

/** @param kind the unit of its character. @returns where the next one goes. */
function writeTerm(octets: Buffer, start: number, kind: number, text: string): number {
  let at = start;
  // Room that is stamped later; not zero, which ends a lexeme.
  for (let i = 0; i < BUCKET_OCTETS; i++) octets[at++] = 1;
  octets[at++] = kind;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A crossing into the engine costs more than most terms.
    if (code < 0x80) octets[at++] = code;
    else if (code < 0x800) {
      octets[at++] = 0xc0 | (code >> 6);
      octets[at++] = 0x80 | (code & 0x3f);
    } else if (code < 0xd800 || code > 0xdfff) {
      octets[at++] = 0xe0 | (code >> 12);
      octets[at++] = 0x80 | ((code >> 6) & 0x3f);
      octets[at++] = 0x80 | (code & 0x3f);
    } else {
      at += octets.write(text.slice(i), at);
      break;
    }
  }
  octets[at++] = 0;
  return at;
}

/** @returns where the next term goes. */
function writePlaces(octets: Buffer, start: number, places: Places): number {
  if (places === null) return writeNumber(octets, start, 0);
  if (typeof places === 'number') return writeNumber(octets, writeNumber(octets, start, 1), places);
  const sorted = inOrder(places);
  let at = writeNumber(octets, start, sorted.length);
  for (const place of sorted) at = writeNumber(octets, at, place);
  return at;
}

function writeNumber(octets: Buffer, at: number, value: number): number {
  octets[at] = value >> 8;
  octets[at + 1] = value & 255;
  return at + 2;
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
