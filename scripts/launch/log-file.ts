/** A log file that does not grow without end: when it is full it becomes NAME.1, that NAME.2, and so on. */
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** Octets after which a new file is begun. */
const LIMIT = 10 * 1024 * 1024;
/** Old files kept beside the present one. */
const KEPT = 4;

export class LogFile {
  readonly #file: string;
  readonly #limit: number;
  #size: number;
  #failing = false;

  constructor(file: string, limit = LIMIT) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    this.#file = file;
    this.#limit = limit;
    this.#size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Never throws: a full disk must not end the launcher, which says so once on the terminal. */
  write(chunk: Buffer | string): void {
    try {
      if (this.#size >= this.#limit) this.#rotate();
      appendFileSync(this.#file, chunk, { mode: 0o600 });
      this.#size += chunk.length;
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) process.stderr.write(`The log ${this.#file} cannot be written: ${String(error)}\n`);
      this.#failing = true;
    }
  }

  #rotate(): void {
    rmSync(`${this.#file}.${KEPT}`, { force: true });
    for (let n = KEPT - 1; n >= 0; n--) {
      const from = n === 0 ? this.#file : `${this.#file}.${n}`;
      if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${this.#file}.${n + 1}`);
    }
    this.#size = 0;
  }
}
