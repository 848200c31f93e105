/** The words of a text, one by one, with what is seen of each while it is read. See `split-words.ts`. */
import { classAt, IS, JOINING } from './character-class.ts';

export interface ReadWord {
  /** Folded. */
  readonly text: string;
  /** A run of a script without spaces. */
  readonly dense: boolean;
  /** What it is written together of, in order; empty where it is of one piece. */
  readonly parts: readonly string[];
  /** Has a number in it. */
  readonly numbered: boolean;
  /** Letters of scripts that have stemmers, neither few nor many. */
  readonly stemmable: boolean;
}

/** Longer ones are no words but data: base64, hashes, links' queries. */
const LONGEST_WORD = 64;
/** As many as joiners make of the longest word: each code of KX-101/KX-102/… is found. */
const MOST_PARTS = 32;
/** Of what is written together without end. */
const MOST_PIECES = 400;
const FEWEST_STEMMABLE = 4;
const MOST_STEMMABLE = 40;
const NO_PARTS: readonly string[] = [];

const IN_PART = IS.letter | IS.number | IS.unseen;
const JOINS = IS.joiner | IS.comma;

export class WordReader {
  readonly #text: string;
  #at = 0;
  /** Of a word that is too long, those that are still to be read, the last one first. */
  #pieces: string[] = [];

  /** @param folded by `fold`. */
  constructor(folded: string) {
    this.#text = folded;
  }

  /** @returns null behind the last one. */
  next(): ReadWord | null {
    const text = this.#text;
    for (;;) {
      const piece = this.#pieces.pop();
      // It begins as a word does and has no comma: read by itself it is one word again.
      if (piece !== undefined) return new WordReader(piece).next();
      if (this.#at >= text.length) return null;
      const kind = classAt(text, this.#at);
      if ((kind & IS.dense) !== 0) return this.#readRun(this.#at);
      if ((kind & IN_PART) === 0) this.#at += widthOf(kind);
      else {
        const word = this.#readWord(this.#at, kind);
        if (word !== null) return word;
      }
    }
  }

  #readRun(start: number): ReadWord {
    const text = this.#text;
    let at = start;
    while (at < text.length) {
      const kind = classAt(text, at);
      if ((kind & (IS.dense | IS.unseen)) === 0) break;
      at += widthOf(kind);
    }
    this.#at = at;
    return { text: text.slice(start, at), dense: true, parts: NO_PARTS, numbered: false, stemmable: false };
  }

  /** @returns null where it is too long, and read by its pieces. */
  #readWord(start: number, first: number): ReadWord | null {
    const text = this.#text;
    let at = start;
    let kind = first;
    let any = 0;
    let every = IS.stemmable as number;
    let characters = 0;
    for (;;) {
      any |= kind;
      every &= kind;
      characters++;
      at += widthOf(kind);
      if (at >= text.length) break;
      const following = classAt(text, at);
      if ((following & IN_PART) === 0) {
        if ((following & JOINS) === 0 || at + 1 >= text.length) break;
        const next = classAt(text, at + 1);
        if ((next & IN_PART) === 0) break;
        if ((following & IS.comma) !== 0 && (kind & next & IS.number) === 0) break;
        any |= following;
        every = 0;
        at++;
        kind = next;
      } else kind = following;
    }
    this.#at = at;
    const word = text.slice(start, at);
    if (word.length > LONGEST_WORD) {
      this.#pieces = piecesOf(word).filter(isShort).reverse();
      return null;
    }
    const numbered = (any & IS.number) !== 0;
    const mixed = (any & JOINS) !== 0 || (numbered && (any & IS.letter) !== 0);
    return {
      text: word,
      dense: false,
      parts: mixed ? partsOf(word) : NO_PARTS,
      numbered,
      stemmable: every !== 0 && characters >= FEWEST_STEMMABLE && characters <= MOST_STEMMABLE,
    };
  }
}

const widthOf = (kind: number) => ((kind & IS.wide) === 0 ? 1 : 2);
const isShort = (piece: string) => piece.length <= LONGEST_WORD;

/** At what parts the items of a list and the folders of an address first, so that codes and hosts stay whole. */
const SEPARATOR = /[/&+:,]/u;
const JOINER = new RegExp(`[${JOINING}]`, 'u');
const piecesOf = (text: string): readonly string[] =>
  text
    .split(SEPARATOR, MOST_PIECES)
    .flatMap((piece) => (isShort(piece) ? piece : piece.split(JOINER, MOST_PIECES)))
    .slice(0, MOST_PIECES);

/** As `PART` matches them. */
function partsOf(word: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  /** Of the part that is being read: a letter or a number; zero between two. */
  let of = 0;
  for (let at = 0; at < word.length; ) {
    const kind = classAt(word, at);
    const now = kind & (IS.letter | IS.number);
    if (now !== of && (now !== 0 || (kind & IS.unseen) === 0)) {
      if (of !== 0) parts.push(word.slice(start, at));
      start = at;
      of = now;
    }
    at += widthOf(kind);
  }
  if (of !== 0) parts.push(word.slice(start));
  if (parts.length > MOST_PARTS) parts.length = MOST_PARTS;
  return parts.length > 1 ? parts : NO_PARTS;
}
