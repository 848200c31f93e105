/**
 * The rows of the first sheet of a workbook (ECMA-376), as text, one after the other: memory holds the shared strings
 * and one row, whatever the file's size. Own reading rather than a library's: of those at hand none bounds what a
 * packed file unpacks to.
 */
import type { FileHandle } from 'node:fs/promises';
import { checkRow, MOST_CELL, MOST_COLUMNS, type TableRow, tooLarge, unreadable } from './limits.ts';
import { readDateStyles, readSharedStrings, readWorkbook } from './xlsx-parts.ts';
import { readXml, type XmlHandler } from './xml-events.ts';
import { openZip } from './zip-file.ts';

/** Octets of the sheet, unpacked: 50,000 rows of ten columns have some 30 million. */
const MOST_SHEET = 400 * 1024 * 1024;

/** @throws TradepostError 'invalid-request' for what is no workbook, 'too-large'. */
export async function* xlsxRows(file: FileHandle): AsyncGenerator<TableRow> {
  const zip = await openZip(file);
  const { sheet, from1904 } = await readWorkbook(zip);
  const strings = await readSharedStrings(zip);
  const dateStyles = await readDateStyles(zip);
  const reader = new SheetReader({ strings, dateStyles, from1904 });
  for await (const _ of readXml(zip.open(sheet, MOST_SHEET), reader)) yield* reader.take();
}

interface Context {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
}

class SheetReader implements XmlHandler {
  readonly #context: Context;
  #rows: TableRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #column = -1;
  #type = 'n';
  #isDate = false;
  #text = '';
  #collects = false;
  #inReading = 0;

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
      this.#isDate = this.#context.dateStyles[Number(attributes['s'] ?? '0')] === true;
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
        return this.#isDate ? dayOf(text, this.#context.from1904) : numberText(text);
      default:
        return text;
    }
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    const row = { line: this.#line, cells: this.#cells };
    checkRow(row);
    this.#rows.push(row);
    this.#cells = [];
  }
}

/** "AB12" → 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A telephone number that was typed as a number: 1.3800138E+10 → 13800138000. */
function numberText(text: string): string {
  if (!/e/i.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) ? String(value) : text;
}

/** Days since 30 December 1899 (or 1 January 1904) → `YYYY-MM-DD`. */
function dayOf(text: string, from1904: boolean): string {
  const days = Number(text);
  if (text.trim() === '' || !Number.isFinite(days) || days < 1 || days > 2_958_465) return text;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return new Date(epoch + Math.floor(days) * 86_400_000).toISOString().slice(0, 10);
}
