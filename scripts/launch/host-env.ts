/** The environment of this process, for the programs it starts. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Servers and tools of the administrator live here, and a plain PATH leaves these out. */
const SYSTEM_FOLDERS = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
];

/** A copy of the environment whose PATH has the system's folders, too. */
export function hostEnv(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: searchPath().join(':') };
}

/** Where a program of the system is; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  for (const folder of searchPath()) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here; the next folder may have it.
    }
  }
  return undefined;
}

function searchPath(): string[] {
  const own = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return [...new Set([...own, ...SYSTEM_FOLDERS])];
}
