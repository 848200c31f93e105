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

/** The line that tells Excel the delimiter. */
const SAID = /^\ufeff?sep=(.)(?:\r\n|\r|\n)/i;

/**
 * Excel writes semicolons where the comma is the decimal sign, tabs into the clipboard, and `sep=;` on demand. It is the one
 * that cuts most lines into equally many cells: an address has commas too, but in each line other ones.
 */
export function delimiterOf(head: string): string {
  const said = SAID.exec(head)?.[1];
  if (said !== undefined) return said;
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .slice(0, 20);
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines
      .map((line) => Math.min(line.split(delimiter).length - 1, MOST_COLUMNS))
      .filter((count) => count > 0);
    const alike = Math.max(0, ...counts.map((count) => counts.filter((other) => other === count).length));
    return { delimiter, alike, all: counts.reduce((sum, count) => sum + count, 0) };
  });
  const [best] = scores.sort((one, other) => other.alike - one.alike || other.all - one.all);
  return best?.delimiter ?? ',';
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
    // Each, wherever it stands: files that were put together have several.
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    // Of blanks behind a quotation mark the parser makes an error, where text may follow them: "Foo" GmbH.
    ltrim: true,
    info: true,
    max_record_size: MOST_LINE * 2,
    cast: (cell, { index, lines }) => {
      if (index < MOST_COLUMNS) return unquoted(cell);
      throw unreadable(`Line ${lines} has more than ${MOST_COLUMNS} columns. Leave only those of customers.`);
    },
  });
  const source = Readable.from(joined(head.replace(SAID, ''), rest));
  const skipped = SAID.test(head) ? 1 : 0;
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

/** `"Foo, Inc" ,`: the parser leaves the marks, for there are blanks behind them. */
const unquoted = (cell: string) =>
  /^"(?:[^"]|"")*"\s+$/.test(cell) ? cell.trim().slice(1, -1).replaceAll('""', '"') : cell.trim();

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
  // In pieces, so that other work gets its turn. A NUL says nothing; databases of old fill up with them.
  for (let at = 0; at < head.length; at += 4096) yield head.slice(at, at + 4096).replaceAll('\0', '');
  for (let next = await rest.next(); next.done !== true; next = await rest.next())
    yield next.value.replaceAll('\0', '');
}
