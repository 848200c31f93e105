/** Rows into a table by COPY, the text of a batch at once. */
import type pg from 'pg';

/** What `pg` lets a query of its own do with a connection. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

class CopyIn {
  readonly #text: string;
  readonly #rows: Buffer;
  readonly #done: (error: Error | null) => void;

  constructor(text: string, rows: Buffer, done: (error: Error | null) => void) {
    this.#text = text;
    this.#rows = rows;
    this.#done = done;
  }
  submit(wire: Wire): void {
    wire.query(this.#text);
  }
  handleCopyInResponse(wire: Wire): void {
    wire.sendCopyFromChunk(this.#rows);
    wire.endCopyFrom();
  }
  handleError(error: Error): void {
    this.#done(error);
  }
  handleReadyForQuery(): void {
    this.#done(null);
  }
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
}

export type Cell = string | number | boolean | null;

/** @param columns also those that are generated: COPY writes what it is given. */
export function copyRows(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return Promise.resolve();
  const text = Buffer.from(rows.map((row) => `${row.map(cell).join('\t')}\n`).join(''));
  return new Promise((resolve, reject) => {
    const copy = new CopyIn(`copy ${table} (${columns.join(', ')}) from stdin`, text, (error) =>
      error === null ? resolve() : reject(error),
    );
    client.query(copy as unknown as pg.Submittable);
  });
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const cell = (value: Cell): string =>
  value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '');
