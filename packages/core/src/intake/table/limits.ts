/** Bounds of an uploaded list. A file beyond one is refused whole, with a sentence; nothing of it is kept. */
import { TradepostError } from '../../errors.ts';

/** Octets of the file: a list of 50,000 lines has some ten million. */
export const MOST_OCTETS = 50 * 1024 * 1024;
/** Lines with data. */
export const MOST_ROWS = 50_000;
/** Lists out of other systems have some dozens. */
export const MOST_COLUMNS = 200;
/** Characters of a cell; a sheet of Excel takes no more (ECMA-376 leaves it open, Excel says 32,767). */
export const MOST_CELL = 32_767;
/** Characters of a line, which also bounds a cell whose quote is never closed. */
export const MOST_LINE = 200_000;

export const tooLarge = (sentence: string) => new TradepostError('too-large', sentence);
export const unreadable = (sentence: string, cause?: unknown) =>
  new TradepostError('invalid-request', sentence, cause === undefined ? {} : { cause });

/** One line of the file, counted as the file's program counts it, from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** @throws TradepostError 'too-large'. */
export function checkRow({ line, cells }: TableRow): void {
  if (cells.length > MOST_COLUMNS)
    throw unreadable(`Line ${line} has more than ${MOST_COLUMNS} columns. Leave only those of customers.`);
  let length = 0;
  for (const cell of cells) {
    length += cell.length;
    if (cell.length > MOST_CELL || length > MOST_LINE)
      throw tooLarge(`Line ${line} has more text than a list of customers can have. Shorten it.`);
  }
}
