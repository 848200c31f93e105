/** Pieces of text on a page become rows of cells: what stands on one line, parted where the gaps are wide or columns begin. */

import { inReadingOrder } from './reading-order.ts';

export interface Piece {
  readonly text: string;
  /** From the left and from the bottom, in points. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A gap of so many heights parts cells; a blank between words is a third of one. */
const WIDE_GAP = 0.55;
/** A smaller one does where a column begins there in the next row, too. */
const ANY_GAP = 0.2;
/** Points by which what begins at the same place differs. */
const SAME_PLACE = 1.5;

interface Cell {
  readonly text: string;
  readonly words: string[];
  readonly from: number;
  until: number;
}

export function layOut(pieces: readonly Piece[]): string[][] {
  const lines = linesOf(pieces);
  const starts = lines.map((line) => line.map(({ x }) => x));
  const rows = lines.map((line, i) => cellsOf(line, [...(starts[i - 1] ?? []), ...(starts[i + 1] ?? [])]));
  return alignColumns(rows);
}

/** From the top, each from the left. */
function linesOf(pieces: readonly Piece[]): Piece[][] {
  const sorted = [...pieces].sort((a, b) => b.y - a.y || a.x - b.x);
  const lines: Piece[][] = [];
  let base = Number.POSITIVE_INFINITY;
  for (const piece of sorted) {
    const line = lines.at(-1);
    if (line !== undefined && base - piece.y <= Math.max(2, piece.height * 0.4)) line.push(piece);
    else {
      lines.push([piece]);
      base = piece.y;
    }
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

/** @param beside where pieces begin in the rows above and below. */
function cellsOf(line: readonly Piece[], beside: readonly number[]): Cell[] {
  const cells: Cell[] = [];
  for (const piece of line) {
    const last = cells.at(-1);
    const gap = last === undefined ? 0 : piece.x - last.until;
    const height = Math.max(piece.height, 4);
    const begins = gap >= height * ANY_GAP && beside.some((x) => Math.abs(x - piece.x) <= SAME_PLACE);
    if (last === undefined || gap > height * WIDE_GAP || begins) cells.push(cellOf(piece));
    else {
      if (gap > height * ANY_GAP || /^\s|\s$/.test(piece.text)) last.words.push('');
      last.words.push(piece.text.trim());
      last.until = piece.x + piece.width;
    }
  }
  return cells;
}

const cellOf = ({ text, x, width }: Piece): Cell => {
  const words = [text.trim()];
  return {
    words,
    get text() {
      return inReadingOrder(words);
    },
    from: x,
    until: x + width,
  };
};

/** Rows of several cells that follow each other are a table: cells that stand above each other get one column. */
function alignColumns(rows: readonly Cell[][]): string[][] {
  const aligned: string[][] = [];
  for (let at = 0; at < rows.length; ) {
    let end = at;
    while (end < rows.length && (rows[end] as Cell[]).length >= 2) end++;
    if (end === at) aligned.push((rows[at++] as Cell[]).map(({ text }) => text));
    else {
      aligned.push(...gridOf(rows.slice(at, end)));
      at = end;
    }
  }
  return aligned;
}

function gridOf(block: readonly Cell[][]): string[][] {
  const columns: { from: number; until: number }[] = [];
  for (const cell of block.flat().sort((a, b) => a.from - b.from)) {
    const last = columns.at(-1);
    if (last !== undefined && cell.from < last.until) last.until = Math.max(last.until, cell.until);
    else columns.push({ from: cell.from, until: cell.until });
  }
  const placeOf = (cell: Cell) =>
    columns.findIndex(({ from, until }) => cell.from >= from && cell.from < until);
  return block.map((cells) => {
    const row = columns.map(() => '');
    const places = cells.map(placeOf);
    // A cell that spans others has drawn them together: then they stand as they come.
    if (new Set(places).size < cells.length || places.includes(-1)) return cells.map(({ text }) => text);
    cells.forEach((cell, i) => {
      row[places[i] as number] = cell.text;
    });
    return row;
  });
}
