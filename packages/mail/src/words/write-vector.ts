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

const SPECIAL = /['\\]/;

/** Of one term, as they are written behind it. */
interface Places {
  written: string;
  count: number;
}

export class VectorWriter {
  readonly #terms = new Map<string, Places>();
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
      places = { written: '', count: 0 };
      this.#terms.set(term, places);
      this.#octets += OCTETS_OF_TERM + Buffer.byteLength(term);
    }
    if (place === null || places.count >= MOST_PLACES) return;
    // A long text goes on at the beginning: its phrases are found as well, and seldom one that is none.
    places.written += `${places.count === 0 ? ':' : ','}${((place - 1) % LAST_PLACE) + 1}${weight === 'D' ? '' : weight}`;
    places.count++;
    this.#octets += OCTETS_OF_PLACE;
  }

  toString(): string {
    let vector = '';
    for (const [term, { written }] of this.#terms) {
      const quoted = SPECIAL.test(term) ? term.replace(/['\\]/g, '$&$&') : term;
      vector += `${vector === '' ? '' : ' '}'${MARK}${quoted}'${written}`;
    }
    return vector;
  }
}
