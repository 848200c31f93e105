/** What a command of the command line is. */
import type { ParseArgsConfig } from 'node:util';

export interface CommandContext {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Print the result as JSON on standard output, and nothing else there. */
  readonly json: boolean;
  readonly stdin: AsyncIterable<string | Buffer>;
  /** The result, for people; with `json`, the value instead. */
  print(value: unknown, lines: () => readonly string[]): void;
  /** One line on standard error; over the last one where it is a terminal. */
  progress(line: string): void;
}

export interface Command {
  /** Words that call it: "account add". */
  readonly name: string;
  /** What stands behind the name. */
  readonly usage: string;
  readonly summary: string;
  readonly help?: readonly string[];
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes; more or fewer is a fault of usage. */
  readonly args: readonly [least: number, most: number];
  /** @returns the exit code. */
  run(context: CommandContext): Promise<number>;
}

/** Wrong words on the command line: exit code 2 and the command's help. */
export class UsageError extends Error {
  override name = 'UsageError';
}
