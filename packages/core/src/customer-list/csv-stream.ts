/** A table as CSV, written while its rows come. */
import { csvCell } from './csv-cell.ts';
import type { Cell } from './xlsx-stream.ts';

/** Characters that are handed on at once. */
const CHUNK = 32_768;

/** With a byte order mark, by which spreadsheets know UTF-8. @param rows the first one is the headings. */
export async function* csvOf(rows: AsyncIterable<readonly Cell[]>): AsyncGenerator<Buffer> {
  let text = '\uFEFF';
  for await (const row of rows) {
    text += `${row.map(csvCell).join(',')}\r\n`;
    if (text.length > CHUNK) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}
