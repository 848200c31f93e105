/** Collects the text of a file, up to a bound. */
import { cleanBlock, cut } from '../charset/clean-text.ts';
import type { UnreadReason } from './file-fault.ts';

export class TextSink {
  /** The first reason for which something was left out. */
  left: UnreadReason | null = null;
  readonly #most: number;
  readonly #blocks: string[] = [];
  #length = 0;

  /** @param most UTF-16 units. */
  constructor(most: number) {
    this.#most = most;
  }

  get isFull(): boolean {
    return this.#length >= this.#most;
  }

  /** A line, or several; what does not fit is left out, and said. @returns false when nothing more fits. */
  add(block: string): boolean {
    if (block === '') return !this.isFull;
    if (this.isFull) {
      this.leave('too-large');
      return false;
    }
    const room = this.#most - this.#length;
    if (block.length > room) this.leave('too-large');
    const fitting = cut(block, room);
    this.#blocks.push(fitting);
    this.#length += fitting.length + 1;
    return !this.isFull;
  }

  /** Something was not read. */
  leave(reason: UnreadReason): void {
    this.left ??= reason;
  }

  /** Well-formed, without control characters, runs of blanks and empty lines as one. */
  text(): string {
    const text = cleanBlock(this.#blocks.join('\n'))
      .replace(/[^\S\n\t]+/g, ' ')
      .replace(/[ \t]*\n\s*/g, '\n')
      .trim();
    return cut(text, this.#most);
  }
}

/** A row of a table as a line. */
export const lineOf = (cells: readonly string[]) =>
  cells
    .map((cell) => cell.replace(/\s+/g, ' ').trim())
    .filter((cell) => cell !== '')
    .join('\t');
