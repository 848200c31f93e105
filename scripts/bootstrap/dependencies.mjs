/** The packages of the lockfile, installed once and again when the lockfile changes. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NODE_MAJOR, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { toolEnv } from './tool-env.mjs';
import { nodePath, pnpmPath } from './toolchain.mjs';

/** Inside node_modules, so that it goes when they go. */
const STAMP = path.join(ROOT, 'node_modules', '.tradepost-installed');

export function dependenciesAreInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** @param {(line: string) => void} say */
export async function installDependencies(say) {
  say('Installing packages from the lockfile …');
  const started = Date.now();
  const env = toolEnv(path.dirname(nodePath()));
  // No questions: there may be nobody to answer.
  env.CI = 'true';
  await run(pnpmPath(), ['install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: ROOT,
    env,
    what: 'The packages could not be installed',
  });
  writeFileSync(STAMP, fingerprint());
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${NODE_MAJOR}\n`);
  for (const file of manifests()) hash.update(`${file}\n`).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

/** The lockfile and every package.json, in the folders that pnpm-workspace.yaml names. */
function manifests() {
  const members = ['scripts', 'tests'];
  for (const parent of ['apps', 'packages'])
    for (const name of readdirSync(path.join(ROOT, parent)).sort()) members.push(path.join(parent, name));
  return [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...members.map((m) => path.join(m, 'package.json')),
  ].filter((file) => existsSync(path.join(ROOT, file)));
}
