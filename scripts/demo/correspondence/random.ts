/** A seeded source of chance: the same label always gives the same stream, on every machine. */

/** xmur3: spreads a label over 32-bit seeds. */
function seeds(label: string): () => number {
  let h = 1779033703 ^ label.length;
  for (let i = 0; i < label.length; i++) {
    h = Math.imul(h ^ label.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h >>> 0;
  };
}

export class Random {
  readonly #label: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(label: string) {
    this.#label = label;
    const seed = seeds(label);
    this.#a = seed();
    this.#b = seed();
    this.#c = seed();
    this.#d = seed();
  }

  /** A stream of its own, so that one more draw here changes nothing there. */
  fork(label: string): Random {
    return new Random(`${this.#label}/${label}`);
  }

  /** 32 random bits (sfc32). */
  bits(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number in [min, max]. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('pick from nothing');
    return item;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }

  /** Characters for ids and boundaries. */
  token(length: number, alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet[this.int(0, alphabet.length - 1)];
    return text;
  }
}

/** Deals alternatives like cards: none comes again before all have come. */
export class Deck {
  readonly #rng: Random;
  readonly #cards = new Map<string, string[]>();

  constructor(rng: Random) {
    this.#rng = rng;
  }

  draw(key: string, alternatives: readonly string[]): string {
    let cards = this.#cards.get(key);
    if (cards === undefined || cards.length === 0) {
      cards = this.#rng.shuffle(alternatives);
      this.#cards.set(key, cards);
    }
    const card = cards.pop();
    if (card === undefined) throw new RangeError(`no alternatives for ${key}`);
    return card;
  }
}
