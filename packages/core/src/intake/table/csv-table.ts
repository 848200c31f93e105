/** The lines of a CSV file (RFC 4180, and what Excel makes of it). */
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { TradepostError } from '../../errors.ts';
import { checkRow, MOST_COLUMNS, MOST_LINE, type TableRow, unreadable } from './limits.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Characters at the file's begin by which its delimiter is told. */
const HEAD = 20_000;

/** @param pieces of the text. */
export async function sniffDelimiter(
  pieces: AsyncIterator<string>,
): Promise<{ delimiter: string; head: string }> {
  let head = '';
  while (head.length < HEAD) {
    const next = await pieces.next();
    if (next.done === true) break;
    head += next.value;
  }
  return { delimiter: delimiterOf(head), head };
}

/** Excel writes semicolons where the comma is the decimal sign, tabs into the clipboard, and `sep=;` on demand. */
export function delimiterOf(head: string): string {
  const said = /^\ufeff?sep=(.)\r?\n/i.exec(head)?.[1];
  if (said !== undefined) return said;
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .slice(0, 20);
  const count = (delimiter: string) =>
    lines.reduce((sum, line) => sum + Math.min(line.split(delimiter).length - 1, MOST_COLUMNS), 0);
  return DELIMITERS.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

/** @throws TradepostError 'invalid-request' for what is no CSV, 'too-large'. */
export async function* csvRows(
  head: string,
  rest: AsyncIterator<string>,
  delimiter: string,
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    // 12" pipe: a quotation mark within a cell that has none around it.
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
    max_record_size: MOST_LINE * 2,
    cast: (cell, { index, lines }) => {
      if (index < MOST_COLUMNS) return cell;
      throw unreadable(`Line ${lines} has more than ${MOST_COLUMNS} columns. Leave only those of customers.`);
    },
  });
  const source = Readable.from(joined(head.replace(/^\ufeff?sep=.\r?\n/i, ''), rest));
  const skipped = /^\ufeff?sep=.\r?\n/i.test(head) ? 1 : 0;
  let line = 1 + skipped;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<ParsedLine>) {
      const row = { line, cells: record };
      checkRow(row);
      yield row;
      line = info.lines + 1 + skipped;
    }
  } catch (error) {
    if (error instanceof TradepostError) throw error;
    throw unreadable(sentenceOf(error as { code?: string; message: string }, line), error);
  } finally {
    source.destroy();
  }
}

/** @param line at which the last one that could be read ended. */
function sentenceOf({ code, message }: { code?: string; message: string }, line: number): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return `From line ${line} on, a quotation mark is opened and never closed. Close it, or take it away.`;
  return `Line ${line} cannot be read as CSV: ${message.slice(0, 200)}.`;
}

interface ParsedLine {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

async function* joined(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  // In pieces, so that other work gets its turn.
  for (let at = 0; at < head.length; at += 4096) yield head.slice(at, at + 4096);
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
