/** Terms with their places, as Postgres reads a `tsvector`; bounded in size whatever the mail. */
import { MARK } from './term.ts';

/** Subject, new text, people and file names, quoted text and the text of attachments. */
export type Weight = 'A' | 'B' | 'C' | 'D';

/** Postgres: a vector of at most 1 MiB, places up to 16,383, 255 places of one term. */
const MOST_OCTETS = 600_000;
const LAST_PLACE = 16_000;
const MOST_PLACES = 255;
const OCTETS_OF_TERM = 12;
const OCTETS_OF_PLACE = 2;

export class VectorWriter {
  readonly #terms = new Map<string, string[]>();
  #octets = 0;

  /** @returns false where there is no room for more. */
  get hasRoom(): boolean {
    return this.#octets < MOST_OCTETS;
  }

  /** @param place null: no neighbour is ever asked for. */
  add(term: string, weight: Weight, place: number | null): void {
    let places = this.#terms.get(term);
    if (places === undefined) {
      if (!this.hasRoom) return;
      places = [];
      this.#terms.set(term, places);
      this.#octets += OCTETS_OF_TERM + Buffer.byteLength(term);
    }
    if (place === null || places.length >= MOST_PLACES) return;
    // A long text goes on at the beginning: its phrases are found as well, and seldom one that is none.
    places.push(`${((place - 1) % LAST_PLACE) + 1}${weight === 'D' ? '' : weight}`);
    this.#octets += OCTETS_OF_PLACE;
  }

  toString(): string {
    const written: string[] = [];
    for (const [term, places] of this.#terms) {
      const quoted = `'${MARK}${term.replace(/['\\]/g, '$&$&')}'`;
      written.push(places.length === 0 ? quoted : `${quoted}:${places.join(',')}`);
    }
    return written.join(' ');
  }
}
