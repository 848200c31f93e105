/**
 * Cells of one column that are merged over several rows: a company that stands once beside its people. They are told
 * behind the rows, so the sheet is gone through for them first.
 */
import { readXml } from './xml-events.ts';
import type { ZipFile } from './zip-file.ts';

/** Merged cells that are regarded; lists have some thousands. */
const MOST_MERGED = 50_000;
const END_OF_ROWS = /<\/(?:[\w-]{1,20}:)?sheetData\s*>/;
/** Longer than that end is. */
const OVERLAP = 64;

/** Of each row the columns in which a cell begins that goes on below, and the last row of it. */
export type Merged = ReadonlyMap<number, readonly { readonly column: number; readonly until: number }[]>;

/** @param most octets of the sheet. */
export async function readMerged(zip: ZipFile, sheet: string, most: number): Promise<Merged> {
  const merged = new Map<number, { column: number; until: number }[]>();
  let count = 0;
  const events = readXml(behindRows(zip.open(sheet, most)), {
    open(name, attributes) {
      if (name !== 'mergeCell' || count >= MOST_MERGED) return;
      const found = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(attributes['ref'] ?? '');
      if (found === null) return;
      const [, letters = '', first, last] = found;
      if (Number(last) <= Number(first)) return;
      count++;
      const row = merged.get(Number(first)) ?? [];
      row.push({ column: columnNumber(letters), until: Number(last) });
      merged.set(Number(first), row);
    },
  });
  for await (const _ of events);
  return merged;
}

/** "AB" → 27. */
export const columnNumber = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

async function* behindRows(octets: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let found = false;
  let before = '';
  for await (const chunk of octets) {
    if (found) {
      yield chunk;
      continue;
    }
    const text = before + chunk.toString('latin1');
    const end = END_OF_ROWS.exec(text);
    found = end !== null;
    if (end !== null) yield Buffer.from(text.slice(end.index + end[0].length), 'latin1');
    before = text.slice(-OVERLAP);
  }
}
