/** A line of CSV (RFC 4180) that no spreadsheet takes for formulas. */

/**
 * Excel, LibreOffice and Google's sheets run what begins so, or make a sum of a telephone number. An apostrophe in front
 * stops them; an import takes it off again (see `unguarded`). A plain number keeps its sign.
 */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** The cell as it was before `csvCell` made it harmless, or another program kept Excel from making a number of it: `="00123"`. */
export const unguarded = (cell: string): string =>
  cell.replace(/^'(?=[\s\u200b\ufeff]*[=+\-@＝＋－＠])/, '').replace(/^="([^"]*)"$/, '$1');

export const csvCell = (text: string): string => {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
