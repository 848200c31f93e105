/** What a running product tells the command line: `run.json` in the data folder, for its owner only. */
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isLocked } from './instance-lock.ts';

export interface RunFile {
  /** Of the launcher. */
  pid: number;
  /** ISO 8601. */
  startedAt: string;
  /** Where people reach the web app. */
  publicUrl: string;
  /** What the processes of the product have in their environment: DATABASE_URL, REDIS_URL and so on. */
  env: Record<string, string>;
  /** The key of the secrets is in the launcher's environment and nowhere on disk: the command line needs it too. */
  keyFromEnvironment: boolean;
  /** Process ids of what the launcher runs now, by name. */
  processes: Record<string, number>;
}

const fileIn = (dataDir: string) => path.join(dataDir, 'run.json');

/** Replaced whole, so a reader sees the old or the new one. */
export async function writeRunFile(dataDir: string, content: RunFile): Promise<void> {
  const fresh = `${fileIn(dataDir)}.${randomBytes(4).toString('hex')}`;
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, fileIn(dataDir));
}

/** @returns undefined when no product runs on this data folder; a file left by a killed one does not count. */
export async function readRunFile(dataDir: string): Promise<RunFile | undefined> {
  if (!isLocked(dataDir)) return undefined;
  try {
    return JSON.parse(await readFile(fileIn(dataDir), 'utf8')) as RunFile;
  } catch (error) {
    // It holds the lock and has not written the file yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function removeRunFile(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}
