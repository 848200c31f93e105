/** Labels and their values, out of lines and out of rows of cells. */
import { CARD_FIELDS, type CardKey, type CardKind } from './fields.ts';
import { labelKey } from './labels.ts';

/** UTF-16 units of one value; the tables hold no longer text. */
const MOST_VALUE = 10_000;
/** Lines and rows that are looked at: a card has a few dozen. */
const MOST_LINES = 2_000;

/** Marks of direction and breaks without width, which come along from phones and web pages. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g;

/** Of one mail, or one form. */
const MOST_CARDS = 50;

export type CardValues = Partial<Record<CardKey, string>>;

export class Pairs {
  /** One of each card: under a customer's name that comes again a further one begins. */
  readonly cards: [CardValues, ...CardValues[]] = [{}];
  readonly #kind: CardKind;
  readonly #long: ReadonlySet<CardKey>;
  #nameLabel: string | null = null;

  constructor(kind: CardKind) {
    this.#kind = kind;
    this.#long = new Set(CARD_FIELDS[kind].filter((field) => field.long === true).map((field) => field.key));
  }

  key(label: string): CardKey | null {
    return labelKey(this.#kind, label);
  }
  isLong(key: CardKey): boolean {
    return this.#long.has(key);
  }
  /** The first value that is not empty stands. @param label by which the value was found. */
  set(key: CardKey, value: string, label: string): void {
    const clean = value
      .replace(UNSEEN, '')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    if (clean === '') return;
    if (key === 'name') this.#begin(clean, label.trim());
    const card = this.cards.at(-1) as CardValues;
    if (card[key] === undefined) card[key] = clean.slice(0, MOST_VALUE);
  }
  get count(): number {
    return this.cards.reduce((sum, card) => sum + Object.keys(card).length, 0);
  }

  /** A card that stands twice, as a table and as lines, is one. */
  distinct(): CardValues[] {
    return [...new Map(this.cards.map((card) => [JSON.stringify(card), card])).values()];
  }

  /** By another word ("English name") it is the same customer; so is one without a word between. */
  #begin(name: string, label: string): void {
    this.#nameLabel ??= label;
    const card = this.cards.at(-1) as CardValues;
    const isOther =
      card.name !== undefined &&
      (card.name !== name || (this.#kind === 'contact' && card.content !== undefined));
    if (
      label === this.#nameLabel &&
      isOther &&
      Object.keys(card).length > 1 &&
      this.cards.length < MOST_CARDS
    )
      this.cards.push({});
  }
}

/** Where a signature begins (RFC 3676 4.3); a rule that parts of a form stand between. */
const SIGNATURE = /^-- ?$/;
const RULE = /^(?:_{4,}|-{4,}|={4,}|\*{4,})$/;

/** @param text "label: value" lines, or tables that were pasted as lines with tabs. */
export function readLines(pairs: Pairs, text: string): void {
  let open: { key: CardKey; label: string; lines: string[] } | null = null;
  const close = () => {
    if (open !== null) pairs.set(open.key, open.lines.join('\n'), open.label);
    open = null;
  };
  for (const raw of text.split('\n', MOST_LINES)) {
    const line = raw.replace(/^[\s\u3000>|]+|[\s\u3000|]+$/g, '');
    if (SIGNATURE.test(line)) break;
    if (RULE.test(line)) {
      close();
      continue;
    }
    const cells = raw
      .split(/\t+|\s*\|\s*/)
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
    if (cells.length >= 2 && pairs.key(labelOf(cells[0] as string)) !== null) {
      close();
      readRow(pairs, cells);
      continue;
    }
    const found = splitLine(pairs, line);
    const last = found.pop();
    if (last !== undefined) {
      close();
      for (const { key, value, label } of found) pairs.set(key, value, label);
      open = { ...last, lines: [last.value] };
    } else if (open !== null) {
      const [first] = open.lines as [string];
      // A single line is over with its line; a value may begin below its label.
      if (pairs.isLong(open.key) || (open.lines.length === 1 && first === '')) open.lines.push(line);
      else if (line !== '') close();
    }
  }
  close();
}

/** Between label and value: a colon in any form, a dash, or blanks that line the values up. */
const BETWEEN = /\s*(?:[:：︰﹕∶=]|—+|\s[-–]\s|\s{2,})\s*/gu;
const COLON = /[:：︰﹕∶=]/u;
/** In which text may name other fields. */
const PROSE: ReadonlySet<CardKey> = new Set(['content', 'result', 'note', 'evaluation']);

interface Pair {
  readonly key: CardKey;
  readonly label: string;
  readonly value: string;
}

/** "label: value", several of them in a line; a bold label of Markdown, or in brackets; a label alone on its line. */
function splitLine(pairs: Pairs, line: string): Pair[] {
  const bare = line
    .replace(/\*\*?([^*]{1,60})\*\*?/, '$1')
    .replace(/^[【［[]\s*([^】］\]]{1,30})[】］\]]\s*[:：]?/u, '$1：');
  for (const { index, 0: between } of bare.slice(0, 80).matchAll(BETWEEN)) {
    const key = index === 0 ? null : pairs.key(bare.slice(0, index));
    if (key !== null)
      return splitValue(pairs, key, bare.slice(0, index), bare.slice(index + between.length).trim());
    if (COLON.test(between)) return [];
  }
  const key = line === '' ? null : pairs.key(line);
  return key === null ? [] : [{ key, label: line, value: '' }];
}

/** A label of one to three words behind a gap, with its colon. */
const FURTHER =
  /(?<=[\s;；,，、|/])([^\s:：;；,，、|/]{1,30}(?:[ \u3000][^\s:：;；,，、|/]{1,20}){0,2}?)\s*[:：]/gu;

/** "Acme GmbH 国家：德国" is the value, and another label with its own. */
function splitValue(pairs: Pairs, key: CardKey, label: string, text: string): Pair[] {
  if (PROSE.has(key)) return [{ key, label, value: text }];
  const found: Pair[] = [];
  let [open, word, from] = [key, label, 0];
  for (const { index, 0: all, 1: further = '' } of text.slice(0, MOST_VALUE).matchAll(FURTHER)) {
    // "Maria Weber Title": the label is its last word, or its last two.
    const words = further.split(/[ \u3000]/);
    const start = words.findIndex((_, i) => pairs.key(words.slice(i).join(' ')) !== null);
    if (start < 0) continue;
    const at = index + words.slice(0, start).join(' ').length;
    found.push({ key: open, label: word, value: text.slice(from, at).replace(/[\s;；,，、|/]+$/, '') });
    word = words.slice(start).join(' ');
    open = pairs.key(word) as CardKey;
    from = index + all.length;
    if (PROSE.has(open)) break;
  }
  return [...found, { key: open, label: word, value: text.slice(from).trim() }];
}

/** In the forms of the product: what may be filled in, beside or below the label. */
export const HINT_MARK = '←';
const labelOf = (cell: string) => cell.replace(/\s*←[^]*$/, '').replace(/\s*[:：]\s*$/, '');

/** A row of a table: label and value in turn, or both in one cell. */
function readRow(pairs: Pairs, cells: readonly string[]): CardKey | null {
  let waiting: CardKey | null = null;
  let label = '';
  for (const cell of cells) {
    if (cell.startsWith(HINT_MARK)) continue;
    const key = pairs.key(labelOf(cell));
    if (key !== null) {
      waiting = key;
      label = labelOf(cell);
      continue;
    }
    const both = waiting === null ? /^([^:：\n]{1,60}?)\s*[:：]\s*([^]+)$/u.exec(cell) : null;
    const named = both === null ? null : pairs.key(both[1] as string);
    if (named !== null) pairs.set(named, both?.[2] as string, both?.[1] as string);
    else if (waiting !== null && cell.trim() !== '') {
      pairs.set(waiting, cell, label);
      waiting = null;
    }
  }
  return waiting;
}

/** @param rows of cells, empty ones too. A label that fills its row has its value in the row below. */
export function readRows(pairs: Pairs, rows: readonly (readonly string[])[]): void {
  let above: CardKey | null = null;
  if (readColumns(pairs, rows)) return;
  for (const cells of rows.slice(0, MOST_LINES)) {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const [only] = filled;
    if (above !== null && filled.length === 1 && only !== undefined && pairs.key(labelOf(only)) === null) {
      pairs.set(above, only, '');
      above = null;
      continue;
    }
    const waiting = readRow(pairs, cells);
    above = filled.length === 1 ? waiting : null;
  }
}

/** A row of labels over one row of values. Over several rows it is a list, of which no first one may be taken. */
function readColumns(pairs: Pairs, rows: readonly (readonly string[])[]): boolean {
  const filled = rows.slice(0, MOST_LINES).filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const keysOf = (cells: readonly string[]) => cells.map((cell) => pairs.key(labelOf(cell)));
  const at = filled.findIndex(
    (cells) =>
      keysOf(cells).filter((key) => key !== null).length >= 3 &&
      cells.every((cell, i) => cell.trim() === '' || keysOf(cells)[i] !== null),
  );
  const values = filled[at + 1];
  if (at < 0 || values === undefined || filled.length > at + 2) return false;
  if (keysOf(values).some((key) => key !== null)) return false;
  for (const [i, key] of keysOf(filled[at] ?? []).entries())
    if (key !== null) pairs.set(key, values[i] ?? '', '');
  return true;
}
