/** An uploaded list becomes rows: read once, bounded, whole or not at all; nobody is a customer by it yet. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DB } from '@tradepost/db';
import { type Kysely, sql, type Transaction } from 'kysely';
import { cleanText } from '../customers/normalise.ts';
import { jsonRows } from '../ingest/json-rows.ts';
import { unguarded } from './csv-line.ts';
import { knownHeadings, proposeMapping } from './columns.ts';
import { MOST_OCTETS, MOST_ROWS, type TableRow, tooLarge, unreadable } from './table/limits.ts';
import { openTable, type Table } from './table/open-table.ts';

/** Rows in one insert. */
const CHUNK = 500;
/** Lists have a title above their headings, or a note; never so many lines of them. */
const HEADER_LINES = 10;

/**
 * Takes the octets as they come into a file of its own, which is gone afterwards.
 * @returns the import's id.
 * @throws TradepostError 'too-large', 'invalid-request'; then nothing is kept.
 */
export async function takeUpload(
  db: Kysely<DB>,
  userId: number | null,
  fileName: string,
  octets: Readable,
): Promise<number> {
  const path = join(tmpdir(), `tradepost-import-${randomUUID()}`);
  try {
    await pipeline(octets, bounded, createWriteStream(path, { mode: 0o600 }));
    return await readImport(db, userId, fileName, path);
  } finally {
    await rm(path, { force: true });
  }
}

async function* bounded(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MOST_OCTETS)
      throw tooLarge(`A file may have ${MOST_OCTETS / 1024 / 1024} MB. Cut it into several.`);
    yield chunk;
  }
}

/** The same for a file that lies on this machine. @throws TradepostError as `takeUpload`. */
export async function readImport(
  db: Kysely<DB>,
  userId: number | null,
  fileName: string,
  path: string,
): Promise<number> {
  const table = await openTable(path);
  try {
    return await db.transaction().execute(async (tx) => {
      // A file may take long to look at between two statements; nobody waits for what this transaction has written.
      await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx);
      return storeRows(tx, userId, fileName, table);
    });
  } finally {
    await table.close();
  }
}

async function storeRows(
  tx: Transaction<DB>,
  userId: number | null,
  fileName: string,
  table: Table,
): Promise<number> {
  const { headings, rows } = await findHeadings(cleanRows(table.rows));
  const key = createHash('sha256')
    .update(JSON.stringify(headings.map((one) => one.toLowerCase())))
    .digest();
  // What one list without headings has in its columns says nothing of another.
  const known = headings.every((heading) => heading === '')
    ? undefined
    : await tx
        .selectFrom('import_mapping')
        .select('mapping')
        .where('headings_key', '=', key)
        .executeTakeFirst();
  const { id } = await tx
    .insertInto('import_run')
    .values({
      file_name: fileNameOf(fileName),
      format: table.format,
      encoding: table.encoding,
      delimiter: table.delimiter,
      headings: [...headings],
      headings_key: key,
      row_count: 0,
      mapping: known?.mapping ?? proposeMapping(headings),
      created_by: userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  let count = 0;
  let chunk: TableRow[] = [];
  const flush = async () => {
    if (chunk.length > 0)
      await sql`
        insert into import_row (run_id, line, cells) select ${id}::bigint, line, cells
        from ${jsonRows(chunk, { line: 'int', cells: 'jsonb' })}`.execute(tx);
    chunk = [];
  };
  for await (const row of rows) {
    if (++count > MOST_ROWS)
      throw tooLarge(`A file may have ${MOST_ROWS} lines of customers. Cut it into several.`);
    chunk.push(row);
    if (chunk.length === CHUNK) await flush();
  }
  await flush();
  if (count === 0) throw unreadable('The file has headings, and no line below them.');
  await tx.updateTable('import_run').set({ row_count: count }).where('id', '=', id).execute();
  return id;
}

const fileNameOf = (name: string) =>
  cleanText(name.replace(/^.*[/\\]/s, '').replace(/\p{Cc}/gu, ''))?.slice(0, 255) ?? 'list';

/** Marks of direction and breaks without width, which phones and web pages put around numbers and addresses. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** A cell that is a mail address, which no heading is. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What Postgres can hold, and lines that say something. */
async function* cleanRows(rows: Table['rows']): AsyncGenerator<TableRow> {
  for await (const { line, cells } of rows) {
    const clean = cells.map((cell) => cleanText(unguarded(cell.replace(UNSEEN, ''))) ?? '');
    while (clean.at(-1) === '') clean.pop();
    if (clean.length > 0) yield { line, cells: clean };
  }
}

/** The line of the first ten that reads most like headings; what stands above it is a title. A list of addresses may have none. */
async function findHeadings(
  rows: AsyncGenerator<TableRow>,
): Promise<{ headings: readonly string[]; rows: AsyncGenerator<TableRow> }> {
  const first: TableRow[] = [];
  while (first.length < HEADER_LINES) {
    const next = await rows.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  if (first.length === 0) throw unreadable('The file has no line with text.');
  const isData = ({ cells }: TableRow) => cells.some((cell) => ADDRESS.test(cell));
  const scores = first.map((row) => (isData(row) ? 0 : knownHeadings(row.cells)));
  const best = Math.max(...scores);
  const none = best === 0 && isData(first[0] as TableRow);
  const at = none ? -1 : scores.indexOf(best);
  const header = first[at] ?? { line: 0, cells: [] };
  const rest = first.slice(at + 1);
  async function* all() {
    // Lists that were put together, and headings of two merged lines, have them again.
    for (const row of rest) if (!isSame(row, header)) yield row;
    for await (const row of rows) if (!isSame(row, header)) yield row;
  }
  const width = Math.max(header.cells.length, ...rest.map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, i) => header.cells[i] ?? '');
  return { headings, rows: all() };
}

const isSame = (one: TableRow, other: TableRow) =>
  one.cells.length === other.cells.length && one.cells.every((cell, i) => cell === other.cells[i]);
