/** The cells of workbooks as lines: Office Open XML by our own reader, the older binary forms by SheetJS. */
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { read, set_cptable, type WorkBook } from '@e965/xlsx';
import { localName, walkXml } from '../card/office-xml.ts';
import { readSheet, readStrings, SHEET, STRINGS } from '../card/read-xlsx.ts';
import { FileFault } from './file-fault.ts';
import { sheetNotesText } from './office-text.ts';
import { lineOf, type TextSink } from './text-sink.ts';
import type { ZipReader } from './zip-reader.ts';

const MOST_SHEETS = 200;
const BOUNDS = { rows: 50_000, columns: 300, strings: 500_000 };

/** Beside its sheets, in any folder and spelling. */
export const WORKBOOK = /^(?:[^/]+\/)?workbook\d*\.xml$/i;
const STYLES = /^(?:[^/]+\/)?styles\d*\.xml$/i;
/** Formats 14 to 22 and 45 to 47 are dates and times (18.8.30); 27 to 36 and 50 to 58 are Chinese and Japanese dates. */
const isDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

export function sheetsText(zip: ZipReader, sink: TextSink): void {
  const sheets = zip.names
    .filter((name) => SHEET.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const workbook = zip.first(WORKBOOK);
  const from1904 = /\bdate1904=["'](?:1|true)["']/.test(workbook?.toString('latin1') ?? '');
  sink.add(lineOf(sheetNames(workbook)));
  const strings = readStrings(zip.first(STRINGS) ?? undefined, BOUNDS);
  const dates = dateFormats(zip.first(STYLES));
  if (sheets.length > MOST_SHEETS) sink.leave('too-large');
  for (const name of sheets.slice(0, MOST_SHEETS)) {
    const rows = readSheet(zip.demand(name), strings, BOUNDS, dates, from1904);
    if (rows.length >= BOUNDS.rows) sink.leave('too-large');
    for (const row of rows) if (!sink.add(lineOf(row))) return sink.leave('too-large');
  }
  sheetNotesText(zip, sink);
}

function sheetNames(workbook: Buffer | null): string[] {
  const names: string[] = [];
  if (workbook === null) return names;
  walkXml(workbook, {
    open(name, attributes) {
      const sheet = attributes['name'];
      if (localName(name) === 'sheet' && sheet !== undefined && !/^(?:sheet|工作表)\s*\d+$/i.test(sheet))
        names.push(sheet);
    },
    text() {},
    close() {},
  });
  return names;
}

/** Numbers of cell formats (as s of a cell) that show a date. */
function dateFormats(styles: Buffer | null): Set<string> {
  const dates = new Set<string>();
  if (styles === null) return dates;
  const own = new Set<number>();
  let inCells = false;
  let count = 0;
  walkXml(styles, {
    open(full, attributes) {
      const name = localName(full);
      if (name === 'numFmt' && isDateCode(attributes['formatCode'] ?? ''))
        own.add(Number(attributes['numFmtId']));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      if (isDate(id) || own.has(id)) dates.add(String(count));
      count++;
    },
    text() {},
    close(name) {
      if (localName(name) === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

/** Of "yyyy\-mm\-dd" the letters outside quotation marks, brackets and escapes tell. */
const isDateCode = (code: string) =>
  /[yd]/i.test(code.slice(0, 200).replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(code);

/**
 * XLS of any age, XLSB.
 * @param zip the XLSB's own: SheetJS inflates without a bound, so each file is inflated within the budget first.
 * @throws FileFault, ArchiveError.
 */
export function binarySheetsText(octets: Buffer, sink: TextSink, zip: ZipReader | null = null): void {
  for (const name of zip?.names ?? []) zip?.demand(name);
  set_cptable(codePages);
  let book: WorkBook;
  try {
    book = read(octets, {
      type: 'buffer',
      dense: true,
      sheetRows: BOUNDS.rows,
      cellFormula: false,
      cellHTML: false,
      dateNF: 'yyyy-mm-dd',
    });
  } catch (error) {
    const encrypted = /password|encrypt/i.test(error instanceof Error ? error.message : '');
    throw new FileFault(encrypted ? 'encrypted' : 'damaged', { cause: error });
  }
  sink.add(lineOf(book.SheetNames.filter((name) => !/^(?:sheet|工作表)\s*\d+$/i.test(name))));
  for (const name of book.SheetNames.slice(0, MOST_SHEETS)) {
    const rows = (book.Sheets[name] as { '!data'?: (({ w?: string } | undefined)[] | undefined)[] })?.[
      '!data'
    ];
    for (const row of rows ?? []) {
      const cells = (row ?? []).slice(0, BOUNDS.columns).map((cell) => cell?.w ?? '');
      if (!sink.add(lineOf(cells))) return sink.leave('too-large');
    }
  }
}
