/** A mail, an activity or a record as what a search finds it by. Runs in the threads that read mails. */
import { fold } from './fold.ts';
import { joinedCodes } from './joined-codes.ts';
import { isAddress, isCode, SHORTEST_TAIL, TERM, wholeOf } from './term.ts';
import { type ReadWord, WordReader } from './word-reader.ts';
import { VectorWriter, type Weight } from './write-vector.ts';

export interface IndexedPerson {
  readonly role: 'from' | 'to' | 'copy';
  readonly name: string | null;
  readonly address: string | null;
}

export interface TextToIndex {
  readonly subject?: string;
  /** What its author wrote. */
  readonly text?: string;
  /** What is quoted of older ones, and the text of attachments. */
  readonly quoted?: string;
  readonly people?: readonly IndexedPerson[];
  readonly files?: readonly string[];
  /** What it is filtered by. */
  readonly traits?: Iterable<string>;
}

export interface IndexedText {
  /** As Postgres takes a `tsvector`, with room for the week before each term (`stampWeek`). */
  readonly vector: Uint8Array;
  /** Words whose stems are to be found too, with spaces between; the database knows the stemmers. */
  readonly stemmed: string;
}

/** Characters of a text that are read: a price list of a thousand pages is found by its beginning. */
const MOST_CHARACTERS = 400_000;
/** Between two texts, so that no phrase goes from one into the other. */
const GAP = 20;
const MOST_STEMMED = 4_000;

export function indexText({
  subject = '',
  text = '',
  quoted = '',
  people = [],
  files = [],
  traits = [],
}: TextToIndex): IndexedText {
  const writer = new VectorWriter();
  const stemmed = new Set<string>();
  for (const trait of traits) writer.add(TERM.trait, trait, 'D', null);
  let place = 1;
  const read = (value: string, weight: Weight, kinds: readonly string[]) => {
    const folded = fold(value.slice(0, MOST_CHARACTERS));
    const words = new WordReader(folded);
    for (let word = words.next(); word !== null && writer.hasRoom; word = words.next()) {
      if (word.stemmable && stemmed.size < MOST_STEMMED) stemmed.add(word.text);
      place += addWord(writer, word, weight, place, kinds);
    }
    for (const { text: code } of joinedCodes(folded)) addEnds(writer, code, 0, weight);
    place += GAP;
  };
  read(subject, 'A', [TERM.word, TERM.subject]);
  for (const { role, name, address } of people) {
    read(name ?? '', 'C', [TERM.word, TERM[role]]);
    read(address ?? '', 'C', [TERM.word, TERM[role]]);
  }
  for (const name of files) read(name, 'C', [TERM.word, TERM.file]);
  read(text, 'B', [TERM.word]);
  read(quoted, 'D', [TERM.word]);
  return { vector: writer.toVector(), stemmed: [...stemmed].join(' ') };
}

/** Every quoted mail has some, and nobody asks for the end of one. */
const isTimeOfDay = (word: string) => /^\d{1,2}:\d\d(?::\d\d)?$/.test(word);

/** @returns how many places it takes. */
function addWord(
  writer: VectorWriter,
  word: ReadWord,
  weight: Weight,
  place: number,
  kinds: readonly string[],
): number {
  const { text, parts } = word;
  if (word.dense) return addRun(writer, text, weight, place, kinds);
  for (let i = 0; i < parts.length; i++) addTo(writer, kinds, parts[i] as string, weight, place + i);
  const whole = wholeOf(word);
  addTo(writer, kinds, whole, weight, place);
  if (word.numbered && !isAddress(text) && isCode(whole) && !isTimeOfDay(text))
    addEnds(writer, whole, 1, weight);
  return Math.max(1, parts.length);
}

function addTo(
  writer: VectorWriter,
  kinds: readonly string[],
  text: string,
  weight: Weight,
  place: number,
): void {
  for (const kind of kinds) writer.add(kind, text, weight, place);
}

/** From each character on, so that any part of the code begins one of them. */
function addEnds(writer: VectorWriter, code: string, first: number, weight: Weight): void {
  for (let from = first; from <= code.length - SHORTEST_TAIL && writer.hasRoom; from++)
    writer.add(TERM.tail, code.slice(from), weight, null);
}

/** Each character with its neighbour, and the last one alone: any single one is the beginning of what is there. */
function addRun(
  writer: VectorWriter,
  text: string,
  weight: Weight,
  place: number,
  kinds: readonly string[],
): number {
  let count = 0;
  let from = 0;
  while (from < text.length) {
    const next = behind(text, from);
    addTo(writer, kinds, text.slice(from, behind(text, next)), weight, place + count);
    from = next;
    count++;
  }
  return count;
}

/** Where the character at an offset ends. */
const behind = (text: string, at: number) => at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
