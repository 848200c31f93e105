/** The cells of a workbook (ECMA-376 part 1, 18), as the text that a person typed. */
import { walkXml } from './office-xml.ts';
import { unzip } from './unzip.ts';

/** Sheets, rows and columns of a form that are looked at. */
const MOST_SHEETS = 5;
const MOST_ROWS = 500;
const MOST_COLUMNS = 40;
const MOST_STRINGS = 20_000;

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const STRINGS = 'xl/sharedStrings.xml';

/** @returns sheets of rows of cells. @throws ArchiveError. */
export function readXlsx(octets: Buffer): string[][][] {
  const files = unzip(octets, (name) => name === STRINGS || SHEET.test(name));
  const strings = readStrings(files.get(STRINGS));
  return [...files]
    .filter(([name]) => name !== STRINGS)
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .slice(0, MOST_SHEETS)
    .map(([, xml]) => readSheet(xml, strings));
}

function readStrings(xml: Buffer | undefined): string[] {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text: string | null = null;
  let inText = false;
  let phonetic = 0;
  walkXml(xml, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 't') inText = true;
      if (name === 'rPh') phonetic++;
    },
    text(piece) {
      if (inText && phonetic === 0 && text !== null) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic--;
      if (name === 'si' && text !== null && strings.length < MOST_STRINGS) strings.push(text);
    },
  });
  return strings;
}

function readSheet(xml: Buffer, strings: readonly string[]): string[][] {
  const rows: string[][] = [];
  let row: string[] | null = null;
  let cell: { type: string; column: number; text: string } | null = null;
  let inValue = false;
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'row' && rows.length < MOST_ROWS) row = [];
      if (name === 'c' && row !== null)
        cell = { type: attributes['t'] ?? 'n', column: columnOf(attributes['r'], row.length), text: '' };
      // A formula (f) is not read: what it gave stands in v.
      if (name === 'v' || name === 't') inValue = true;
    },
    text(piece) {
      if (inValue && cell !== null) cell.text += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && cell !== null && row !== null) {
        if (cell.column < MOST_COLUMNS) {
          while (row.length < cell.column) row.push('');
          row[cell.column] = cell.type === 's' ? (strings[Number(cell.text)] ?? '') : cell.text;
        }
        cell = null;
      }
      if (name === 'row' && row !== null) {
        rows.push(row);
        row = null;
      }
    },
  });
  return rows;
}

/** "C7" → 2; the next one where the cell has no reference. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
