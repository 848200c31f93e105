/** The sample company of `npm start -- --demo`, made by scripts/demo. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface DemoContext {
  databaseUrl: string;
  redisUrl: string;
  dataDir: string;
  /** The environment that the processes of the product have. */
  env: Record<string, string>;
  publicUrl: string;
  log(line: string): void;
}

export interface Demo {
  stop(): Promise<void>;
  /** For the terminal: where to sign in, and as whom. */
  lines: string[];
}

const PROGRAM = path.resolve(import.meta.dirname, '../demo/index.ts');

/** @throws Error when this copy of the program has no demonstration. */
export async function startDemo(context: DemoContext): Promise<Demo> {
  if (!existsSync(PROGRAM)) throw new Error('This copy of Tradepost has no demonstration (scripts/demo).');
  const module = (await import(pathToFileURL(PROGRAM).href)) as {
    startDemo(context: DemoContext): Promise<Demo>;
  };
  return module.startDemo(context);
}
