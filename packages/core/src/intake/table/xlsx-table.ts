/**
 * The rows of the first sheet of a workbook (ECMA-376) that has any, as text, one after the other: memory holds the
 * shared strings and one row, whatever the file's size. Own reading rather than a library's: of those at hand none bounds what a
 * packed file unpacks to.
 */
import type { FileHandle } from 'node:fs/promises';
import { unescapeXlsx } from '@tradepost/mail/card';
import { checkRow, MOST_CELL, MOST_COLUMNS, type TableRow, tooLarge, unreadable } from './limits.ts';
import { columnNumber, type Merged, readMerged } from './xlsx-merged.ts';
import { type CellStyle, readCellStyles, readSharedStrings } from './xlsx-parts.ts';
import { readWorkbook } from './xlsx-workbook.ts';
import { readXml, type XmlHandler } from './xml-events.ts';
import { openZip } from './zip-file.ts';

/** Octets of the sheet, unpacked: 50,000 rows of ten columns have some 30 million. */
const MOST_SHEET = 400 * 1024 * 1024;

/** @throws TradepostError 'invalid-request' for what is no workbook, 'too-large'. */
export async function* xlsxRows(file: FileHandle): AsyncGenerator<TableRow> {
  const zip = await openZip(file);
  const book = await readWorkbook(zip);
  const strings = await readSharedStrings(zip, book.strings);
  const styles = await readCellStyles(zip, book.styles);
  for (const sheet of book.sheets) {
    const merged = await readMerged(zip, sheet, MOST_SHEET);
    const reader = new SheetReader({ strings, styles, from1904: book.from1904, merged });
    for await (const _ of readXml(zip.open(sheet, MOST_SHEET), reader)) yield* reader.take();
    if (reader.any) return;
  }
}

interface Context {
  readonly strings: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly from1904: boolean;
  readonly merged: Merged;
}

class SheetReader implements XmlHandler {
  readonly #context: Context;
  #rows: TableRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #column = -1;
  #type = 'n';
  #style: CellStyle | undefined;
  #text = '';
  #collects = false;
  #inReading = 0;
  /** What goes on from a row above, by column. */
  readonly #above = new Map<number, { readonly value: string; readonly until: number }>();
  /** A row with text was met. */
  any = false;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The rows that are whole. */
  take(): TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const said = Number(attributes['r']);
      this.#line = Number.isSafeInteger(said) && said > this.#line ? said : this.#line + 1;
      this.#cells = [];
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = columnOf(attributes['r']) ?? this.#column + 1;
      this.#type = attributes['t'] ?? 'n';
      this.#style = this.#context.styles[Number(attributes['s'] ?? '0')];
      this.#text = '';
    } else if (name === 'rPh') this.#inReading++;
    // The value (v), or the text of a cell that bears its own (is/t); not its formula (f).
    else if (name === 'v' || name === 't') this.#collects = this.#inReading === 0;
  }

  text(text: string): void {
    if (!this.#collects) return;
    this.#text += text;
    if (this.#text.length > MOST_CELL)
      throw tooLarge(`Row ${this.#line} has a cell of more than ${MOST_CELL} characters. Shorten it.`);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#collects = false;
    else if (name === 'rPh') this.#inReading--;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
  }

  #endCell(): void {
    const value = this.#value().trim();
    if (value === '') return;
    if (this.#column >= MOST_COLUMNS)
      throw unreadable(
        `Row ${this.#line} has more than ${MOST_COLUMNS} columns. Leave only those of customers.`,
      );
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = value;
  }

  #value(): string {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return this.#context.strings[Number(text)] ?? '';
      case 'b':
        return text === '1' ? 'TRUE' : 'FALSE';
      // #N/A and its like are no value.
      case 'e':
        return '';
      case 'd':
        return text.slice(0, 10);
      case 'n':
        return this.#style?.isDate === true
          ? dayOf(text, this.#context.from1904)
          : numberText(text, this.#style?.digits ?? 0);
      default:
        return unescapeXlsx(text);
    }
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    this.any = true;
    this.#fillMerged();
    const row = { line: this.#line, cells: this.#cells };
    checkRow(row);
    this.#rows.push(row);
    this.#cells = [];
  }

  #fillMerged(): void {
    for (const [column, { value, until }] of this.#above) {
      if (until < this.#line) this.#above.delete(column);
      else if ((this.#cells[column] ?? '') === '') {
        while (this.#cells.length < column) this.#cells.push('');
        this.#cells[column] = value;
      }
    }
    for (const { column, until } of this.#context.merged.get(this.#line) ?? [])
      if (column < MOST_COLUMNS) this.#above.set(column, { value: this.#cells[column] ?? '', until });
  }
}

/** "AB12" → 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference ?? '')?.[1];
  return letters === undefined ? null : columnNumber(letters);
}

/** As it is shown: 1.3800138E+10 → 13800138000, 13800138000.0 → 13800138000, 755123 of format 0000000 → 0755123. */
function numberText(text: string, digits: number): string {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || (digits === 0 && !/[.e]/i.test(text))) return text;
  return value < 0 ? String(value) : String(value).padStart(digits, '0');
}

/** Days since 30 December 1899 (or 1 January 1904) → `YYYY-MM-DD`. */
function dayOf(text: string, from1904: boolean): string {
  const days = Number(text);
  if (text.trim() === '' || !Number.isFinite(days) || days < 1 || days > 2_958_465) return text;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(epoch + Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
}
