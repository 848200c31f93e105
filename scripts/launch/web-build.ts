/** The built web app, built again only when its sources have changed. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startGuarded } from './guarded-process.ts';
import { hostEnv } from './host-env.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const WEB = path.join(ROOT, 'apps/web');
const DIST = path.join(WEB, 'dist');
const STAMP = path.join(DIST, '.sources');
/** What the built app is made from. */
const SOURCES = [
  'apps/web/{src,build,public}/**/*',
  'apps/web/{index.html,package.json,vite.config.ts,tsconfig.json}',
  'packages/contract/src/**/*.ts',
  'pnpm-lock.yaml',
];

/**
 * A failed build leaves the app of an earlier one in use, and is told.
 * @returns false when there are no sources to build from.
 * @param signal ends a build under way.
 * @throws Error with the end of what Vite said, when there is no earlier one.
 */
export async function buildWeb(say: (line: string) => void, signal: AbortSignal): Promise<boolean> {
  if (!existsSync(path.join(WEB, 'index.html'))) return false;
  const sources = await fingerprint();
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === sources) return true;
  say('Building the web app …');
  // Built aside and put into place when complete: two that build at once, or a kill half-way, do no harm.
  const fresh = path.join(WEB, `node_modules/.build-${process.pid}`);
  let said = '';
  const build = await startGuarded({
    name: 'Vite',
    command: process.execPath,
    args: [path.join(WEB, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', fresh, '--emptyOutDir'],
    env: { ...hostEnv(), NODE_ENV: 'production', NO_COLOR: '1' },
    cwd: WEB,
    stopSignal: 'SIGTERM',
    graceSeconds: 5,
    output: (chunk) => {
      said = (said + chunk.toString()).slice(-6_000);
    },
  });
  const stop = () => void build.stop();
  signal.addEventListener('abort', stop, { once: true });
  const code = await build.exited;
  signal.removeEventListener('abort', stop);
  if (signal.aborted) return false;
  if (code === 0) {
    await writeFile(path.join(fresh, path.basename(STAMP)), sources);
    await putInPlace(fresh, sources);
    return true;
  }
  const failure = `The web app could not be built (exit code ${code}):\n${said}`;
  // An older page is better than none, and mail is archived all the same.
  if (!existsSync(path.join(DIST, 'index.html'))) throw new Error(failure);
  say(failure);
  return true;
}

/** A page that is being loaded from the old folder finds each file there, or in the new one, at any moment but one. */
async function putInPlace(fresh: string, sources: string): Promise<void> {
  const old = `${fresh}-before`;
  const isBuilt = (await readFile(STAMP, 'utf8').catch(() => '')) === sources;
  // Another one built the same meanwhile, and may be serving it.
  if (!isBuilt) {
    await rename(DIST, old).catch(ignoreMissing);
    await rename(fresh, DIST).catch(ignoreThere);
  }
  for (const dir of [fresh, old]) await rm(dir, { recursive: true, force: true });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Another one put the same into place between the two renames. */
function ignoreThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
}

async function fingerprint(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: ROOT, withFileTypes: true }))
    if (entry.isFile()) files.push(path.join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${path.relative(ROOT, file)}\n`).update(await readFile(file));
  return hash.digest('hex');
}
