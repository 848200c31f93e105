/** Labels and their values, out of lines and out of rows of cells. */
import { CARD_FIELDS, type CardKey, type CardKind } from './fields.ts';
import { labelKey } from './labels.ts';

/** UTF-16 units of one value; the tables hold no longer text. */
const MOST_VALUE = 10_000;
/** Lines and rows that are looked at: a card has a few dozen. */
const MOST_LINES = 2_000;

export type CardValues = Partial<Record<CardKey, string>>;

export class Pairs {
  readonly values: CardValues = {};
  readonly #kind: CardKind;
  readonly #long: ReadonlySet<CardKey>;

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
  /** The first value that is not empty stands. */
  set(key: CardKey, value: string): void {
    const clean = value
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    if (clean !== '' && this.values[key] === undefined) this.values[key] = clean.slice(0, MOST_VALUE);
  }
  get count(): number {
    return Object.keys(this.values).length;
  }
}

/** Where a signature begins (RFC 3676 4.3); a rule that parts of a form stand between. */
const SIGNATURE = /^-- ?$/;
const RULE = /^(?:_{4,}|-{4,}|={4,}|\*{4,})$/;

/** @param text "label: value" lines, or tables that were pasted as lines with tabs. */
export function readLines(pairs: Pairs, text: string): void {
  let open: { key: CardKey; lines: string[] } | null = null;
  const close = () => {
    if (open !== null) pairs.set(open.key, open.lines.join('\n'));
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
    if (found !== null) {
      close();
      open = { key: found.key, lines: [found.value] };
    } else if (open !== null) {
      const [first] = open.lines as [string];
      // A single line is over with its line; a value may begin below its label.
      if (pairs.isLong(open.key) || (open.lines.length === 1 && first === '')) open.lines.push(line);
      else if (line !== '') close();
    }
  }
  close();
}

/** "label: value"; a bold label of Markdown; a label alone on its line. */
function splitLine(pairs: Pairs, line: string): { key: CardKey; value: string } | null {
  const match = /^([^:：=]{1,60}?)\s*[:：=]\s*(.*)$/u.exec(line.replace(/\*\*?([^*]{1,60})\*\*?/, '$1'));
  if (match !== null) {
    const key = pairs.key(match[1] as string);
    if (key !== null) return { key, value: (match[2] as string).trim() };
    return null;
  }
  const key = line === '' ? null : pairs.key(line);
  return key === null ? null : { key, value: '' };
}

/** In the forms of the product: what may be filled in, beside or below the label. */
export const HINT_MARK = '←';
const labelOf = (cell: string) => cell.replace(/\s*←[^]*$/, '').replace(/\s*[:：]\s*$/, '');

/** A row of a table: label and value in turn, or both in one cell. */
function readRow(pairs: Pairs, cells: readonly string[]): CardKey | null {
  let waiting: CardKey | null = null;
  for (const cell of cells) {
    if (cell.startsWith(HINT_MARK)) continue;
    const key = pairs.key(labelOf(cell));
    if (key !== null) {
      waiting = key;
      continue;
    }
    const both = waiting === null ? /^([^:：\n]{1,60}?)\s*[:：]\s*([^]+)$/u.exec(cell) : null;
    const named = both === null ? null : pairs.key(both[1] as string);
    if (named !== null) pairs.set(named, both?.[2] as string);
    else if (waiting !== null && cell.trim() !== '') {
      pairs.set(waiting, cell);
      waiting = null;
    }
  }
  return waiting;
}

/** @param rows of cells, empty ones too. A label that fills its row has its value in the row below. */
export function readRows(pairs: Pairs, rows: readonly (readonly string[])[]): void {
  let above: CardKey | null = null;
  for (const cells of rows.slice(0, MOST_LINES)) {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const [only] = filled;
    if (above !== null && filled.length === 1 && only !== undefined && pairs.key(labelOf(only)) === null) {
      pairs.set(above, only);
      above = null;
      continue;
    }
    const waiting = readRow(pairs, cells);
    above = filled.length === 1 ? waiting : null;
  }
}
