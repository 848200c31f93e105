/**
 * One launcher per data folder.
 *
 * A file with a process id lies after a crash, and ids come back; a lock of the kernel ends with its
 * holder, of whatever it dies. Node offers none but through SQLite, which takes one on its file.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const FILE = 'instance.lock';
/** A look by `isLocked` holds the file for a moment. */
const PATIENCE_MS = 1_000;

export interface InstanceLock {
  release(): void;
}

/** @returns undefined when another process has it. */
export function takeInstanceLock(dataDir: string): InstanceLock | undefined {
  const file = new DatabaseSync(path.join(dataDir, FILE), { timeout: PATIENCE_MS });
  try {
    file.exec('begin exclusive');
    return { release: () => file.close() };
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

/** Whether a launcher works on the folder now. */
export function isLocked(dataDir: string): boolean {
  const name = path.join(dataDir, FILE);
  if (!existsSync(name)) return false;
  const file = new DatabaseSync(name, { readOnly: true });
  try {
    file.prepare('select count(*) from sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    file.close();
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === SQLITE_BUSY;
}
