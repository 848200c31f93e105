/** The cells of a workbook (ECMA-376 part 1, 18), as the text that a person typed. */
import { localName, walkXml } from './office-xml.ts';
import { unzip } from './unzip.ts';
import { unescapeXlsx } from './xlsx-text.ts';

interface SheetBounds {
  readonly sheets: number;
  /** Of a sheet. */
  readonly rows: number;
  readonly columns: number;
  /** Strings that the cells share. */
  readonly strings: number;
}

/** What is looked at of a form, or a price list. */
const FORM_BOUNDS: SheetBounds = { sheets: 5, rows: 500, columns: 40, strings: 20_000 };

/** In any folder and spelling: office programs find them by relations, and take capitals for small letters. */
export const SHEET = /(?:^|\/)worksheets\/[^/]+\.xml$/i;
export const STRINGS = /(?:^|\/)(?:shared)?strings\d*\.xml$/i;

/** @returns sheets of rows of cells. @throws ArchiveError. */
export function readXlsx(octets: Buffer): string[][][] {
  const files = unzip(octets, (name) => STRINGS.test(name) || SHEET.test(name));
  const strings = readStrings([...files].find(([name]) => STRINGS.test(name))?.[1], FORM_BOUNDS);
  return [...files]
    .filter(([name]) => SHEET.test(name))
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .slice(0, FORM_BOUNDS.sheets)
    .map(([, xml]) => readSheet(xml, strings, FORM_BOUNDS));
}

export function readStrings(xml: Buffer | undefined, bounds: Pick<SheetBounds, 'strings'>): string[] {
  const strings: string[] = [];
  if (xml === undefined) return strings;
  let text: string | null = null;
  let inText = false;
  let phonetic = 0;
  walkXml(xml, {
    open(full) {
      const name = localName(full);
      if (name === 'si') text = '';
      if (name === 't') inText = true;
      if (name === 'rPh') phonetic++;
    },
    text(piece) {
      if (inText && phonetic === 0 && text !== null) text += piece;
    },
    close(full) {
      const name = localName(full);
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic--;
      if (name === 'si' && text !== null && strings.length < bounds.strings) strings.push(unescapeXlsx(text));
    },
  });
  return strings;
}

/**
 * @param dates which of the workbook's formats (by their number in s) are dates; none where numbers are to stay as they are.
 * @param from1904 its days are counted from 1904, as on an old Macintosh.
 */
export function readSheet(
  xml: Buffer,
  strings: readonly string[],
  bounds: Pick<SheetBounds, 'rows' | 'columns'>,
  dates: ReadonlySet<string> = new Set(),
  from1904 = false,
): string[][] {
  const rows: string[][] = [];
  let row: string[] | null = null;
  let cell: { type: string; format: string; column: number; text: string } | null = null;
  let inValue = false;
  walkXml(xml, {
    open(full, attributes) {
      const name = localName(full);
      if (name === 'row' && rows.length < bounds.rows) row = [];
      if (name === 'c' && row !== null)
        cell = {
          type: attributes['t'] ?? 'n',
          format: attributes['s'] ?? '',
          column: columnOf(attributes['r'], row.length),
          text: '',
        };
      // A formula (f) is not read: what it gave stands in v.
      if (name === 'v' || name === 't') inValue = true;
    },
    text(piece) {
      if (inValue && cell !== null) cell.text += piece;
    },
    close(full) {
      const name = localName(full);
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && cell !== null && row !== null) {
        if (cell.column < bounds.columns) {
          while (row.length < cell.column) row.push('');
          if (cell.type === 's') row[cell.column] = strings[Number(cell.text)] ?? '';
          else if (cell.type === 'n')
            row[cell.column] = dates.has(cell.format) ? dayOf(cell.text, from1904) : wholeNumber(cell.text);
          // #N/A and its like are no value.
          else row[cell.column] = cell.type === 'e' ? '' : unescapeXlsx(cell.text);
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

/** A telephone number that was typed as a number: 1.3800138E10 → 13800138000. */
const wholeNumber = (text: string) =>
  /e|\.0+$/i.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : text;

/** "C7" → 2; the next one where the cell has no reference. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Days since the last of 1899 (18.17.4.1) → "2026-11-30"; what is none stays as it is. */
function dayOf(serial: string, from1904: boolean): string {
  const days = Number(serial);
  if (!(days >= 1 && days < 2_958_466)) return serial;
  return new Date((from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)) + Math.floor(days) * 86_400_000)
    .toISOString()
    .slice(0, 10);
}
