/** A text as it stands, in the pieces that a search compares, each with its place: for showing what was found. */
import { fold } from './fold.ts';
import { PART, WORD } from './split-words.ts';
import { joined } from './term.ts';

export interface Unit {
  /** Folded: a word, a part of one, a character of a script without spaces. */
  readonly text: string;
  /** Offsets in the text, UTF-16: from, and behind the last. */
  readonly from: number;
  readonly until: number;
  readonly dense: boolean;
  /** Of the first part of what is written together: all of it, without what joins it. */
  readonly whole: { readonly text: string; readonly until: number } | null;
}

export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  for (const match of text.matchAll(WORD)) {
    const [word, dense] = match;
    if (dense === undefined) addWord(units, word, match.index);
    else addRun(units, word, match.index);
  }
  return units;
}

function addRun(units: Unit[], run: string, start: number): void {
  let from = start;
  for (const character of run) {
    const until = from + character.length;
    const text = fold(character);
    const last = units.at(-1);
    // What is not seen belongs to the character before it.
    if (text === '' && last !== undefined) units[units.length - 1] = { ...last, until };
    else units.push({ text, from, until, dense: true, whole: null });
    from = until;
  }
}

function addWord(units: Unit[], word: string, start: number): void {
  const parts = [...word.matchAll(PART)];
  if (parts.length === 0) return;
  const texts = parts.map(([part]) => fold(part));
  const until = start + word.length;
  parts.forEach((part, i) => {
    const from = start + part.index;
    units.push({
      text: texts[i] ?? '',
      from,
      until: from + part[0].length,
      dense: false,
      whole: i === 0 ? { text: joined(texts), until } : null,
    });
  });
}
