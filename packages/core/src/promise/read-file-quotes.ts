/**
 * Quotations in an attachment: XLSX, CSV, DOCX, PDF with text. Told by the first octets, not by the name. Runs in a thread
 * that can be killed (core/reader); what it gives back is bounded here.
 */
import type { FoundIn, ProposedQuote, QuoteFileState } from '@tradepost/contract';
import { decodeText } from '@tradepost/mail/charset';
import { readDocx, readPdf, readXlsx } from '@tradepost/mail/office';
import { parse } from 'csv-parse/sync';
import { delimiterOf } from '../intake/table/csv-table.ts';
import { ofLines, ofTable, type QuoteContext, readStanding } from './find-quotes.ts';
import { readPriceTable } from './read-price-table.ts';
import { MOST_FILE_OCTETS } from './quote-file-bounds.ts';

export interface QuoteFile {
  readonly partPath: string;
  readonly fileName: string | null;
  readonly octets: Buffer;
}

export interface FileQuotes {
  readonly state: QuoteFileState;
  readonly quotes: ProposedQuote[];
}

/** Of a text: a price list has some kilobytes. */
const MOST_CSV_OCTETS = 2 * 1024 * 1024;
const MOST_QUOTES = 200;
const MOST_CSV_ROWS = 2_000;

/** A part of a file that has one table, or one text: a sheet, a page. */
interface Leaf {
  readonly rows: readonly (readonly string[])[];
  readonly sheet: number | null;
  readonly page: number | null;
}

/** Never throws: a file that cannot be read says so. */
export async function readFileQuotes(file: QuoteFile, context: QuoteContext): Promise<FileQuotes> {
  if (file.octets.length > MOST_FILE_OCTETS) return { state: 'too-large', quotes: [] };
  let leaves: Leaf[] | null;
  try {
    leaves = await readLeaves(file);
  } catch {
    return { state: 'unreadable', quotes: [] };
  }
  if (leaves === null) return { state: 'other', quotes: [] };
  const lines = leaves.flatMap(({ rows }) => rows.map(lineOf));
  const standing = readStanding(lines, context.said);
  const quotes: ProposedQuote[] = [];
  for (const { rows, sheet, page } of leaves) {
    const at = (row: number | null): FoundIn => ({
      partPath: file.partPath,
      fileName: file.fileName?.slice(0, 300) ?? null,
      sheet,
      page,
      row,
    });
    const { prices, used } = readPriceTable(rows, standing, context.language);
    // Rows of a page have no numbers that anybody sees.
    quotes.push(...prices.map((price) => ofTable(price, at(page === null ? price.row + 1 : null))));
    if (prices.length > 0) continue;
    const rest = rows.map(lineOf).filter((line, i) => !used.has(i) && line !== '');
    quotes.push(...ofLines(rest, standing, context).map((one) => ({ ...one, foundIn: at(null) })));
  }
  return { state: quotes.length > 0 ? 'read' : 'nothing', quotes: quotes.slice(0, MOST_QUOTES) };
}

const lineOf = (row: readonly string[]) =>
  row
    .map((cell) => cell.replace(/\s+/g, ' ').trim())
    .filter((cell) => cell !== '')
    .join(' ');

const begins = (octets: Buffer, text: string) => octets.subarray(0, text.length).toString('latin1') === text;

/** @returns null for what is none of these. */
async function readLeaves({ octets, fileName }: QuoteFile): Promise<Leaf[] | null> {
  const name = fileName?.toLowerCase() ?? '';
  if (begins(octets, '%PDF'))
    return (await readPdf(octets)).pages.map((rows, i) => ({ rows, sheet: null, page: i + 1 }));
  if (begins(octets, 'PK\x03\x04')) {
    if (/\.xls[xm]$/.test(name)) return sheetsOf(octets);
    if (/\.doc[xm]$/.test(name)) {
      const { rows, lines } = readDocx(octets);
      return [{ rows: [...rows, ...lines.map((line) => [line])], sheet: null, page: null }];
    }
    return null;
  }
  if (!/\.(?:csv|tsv|txt)$/.test(name) || octets.length > MOST_CSV_OCTETS) return null;
  const text = decodeText(octets, null);
  if (text.includes('\0')) return null;
  const rows = parse(text, {
    delimiter: delimiterOf(text.slice(0, 20_000)),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to: MOST_CSV_ROWS,
  }) as string[][];
  return [{ rows, sheet: null, page: null }];
}

function sheetsOf(octets: Buffer): Leaf[] {
  return readXlsx(octets).map((rows, i) => ({ rows, sheet: i + 1, page: null }));
}
