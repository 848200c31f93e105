/** The files of the embedded Postgres: made once, and freed of what a killed server left behind. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  type FileHandle,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { isAlive, workingDirectory } from './process-facts.ts';
import { canReach, type ServiceUser } from './service-user.ts';
import { waitUntil } from './wait-until.ts';

export interface ClusterSecrets {
  /** Password of the superuser `postgres`: creates roles and databases, nothing else. */
  superuser: string;
  /** Password of the role that owns the database of the product. */
  owner: string;
}

export interface Cluster {
  /** Real path of the data directory. */
  folder: string;
  /** How the server may call it; see `reachablePath`. */
  path: string;
  /** Descriptor to hand to the server, where `path` needs it. */
  handle: FileHandle | undefined;
  secrets: ClusterSecrets;
}

export interface ClusterOptions {
  /** Folder that holds the cluster and its passwords. */
  dir: string;
  binaries: PostgresBinaries;
  user: ServiceUser | undefined;
  /** False for tests: nothing is forced to disk. */
  durable: boolean;
}

/**
 * Opens the cluster in `dir`, making it when there is none.
 * The new one is built beside and renamed when complete, so a kill half-way leaves nothing half-made.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  await mkdir(options.dir, { recursive: true });
  const dir = await realpath(options.dir);
  const folder = path.join(dir, 'cluster');
  // The service user must pass; what is inside has modes of its own.
  if (options.user) await chmod(dir, 0o711);
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await createCluster(dir, folder, options);
  if (options.user && (await stat(folder)).uid !== options.user.uid)
    // Restored from a backup, or used by another user before.
    await promisify(execFile)('chown', ['-R', `${options.user.uid}:${options.user.gid}`, folder]);
  await endOrphan(folder);
  const secrets = JSON.parse(await readFile(path.join(dir, 'secrets.json'), 'utf8')) as ClusterSecrets;
  return { folder, secrets, ...(await reachablePath(folder, options.user)) };
}

/**
 * A folder above may be closed to the service user (a clone in /root, a data folder made by mktemp -d).
 * The rights of folders above count when a path is walked, not when a folder is held open: so we open
 * it, and the server gets to it through the descriptor it inherits.
 */
async function reachablePath(
  folder: string,
  user: ServiceUser | undefined,
): Promise<Pick<Cluster, 'path' | 'handle'>> {
  if (user === undefined || (await canReach(user, path.dirname(folder))) || process.platform !== 'linux')
    return { path: folder, handle: undefined };
  return { path: '/proc/self/fd/4', handle: await open(folder, 'r') };
}

async function createCluster(dir: string, folder: string, options: ClusterOptions): Promise<void> {
  const fresh = path.join(dir, 'cluster.new');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (options.user) await chown(fresh, options.user.uid, options.user.gid);
  const secrets: ClusterSecrets = { superuser: newPassword(), owner: newPassword() };
  const { path: reachable, handle } = await reachablePath(fresh, options.user);
  try {
    await runInitdb(reachable, handle, secrets.superuser, options);
  } finally {
    await handle?.close();
  }
  await writeFile(path.join(dir, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
  await rename(fresh, folder);
}

const newPassword = (): string => randomBytes(24).toString('base64url');

function runInitdb(
  reachable: string,
  handle: FileHandle | undefined,
  password: string,
  options: ClusterOptions,
): Promise<void> {
  const args = [
    ...['-D', reachable, '--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8'],
    // The same order of text on every machine, whatever locales it has.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    '--pwfile=/dev/stdin',
    ...(options.durable ? [] : ['--no-sync', '--no-data-checksums']),
  ];
  return new Promise((resolve, reject) => {
    // The pipe of the shell is a file that initdb can open by name; our end of a pipe is a socket.
    const child = spawn('/bin/sh', ['-c', 'cat | "$@"', 'sh', options.binaries.initdb, ...args], {
      stdio: ['pipe', 'pipe', 'pipe', 'ignore', handle?.fd ?? 'ignore'],
      cwd: '/',
      ...(options.user ? { uid: options.user.uid, gid: options.user.gid } : {}),
    });
    let said = '';
    const listen = (chunk: Buffer) => {
      said = (said + chunk).slice(-4_000);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (exit code ${code}):\n${said}`)),
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(`${password}\n`);
  });
}

/**
 * A server of this cluster that outlived its launcher is asked to stop, and a pid file that names a
 * process of somebody else is removed: Postgres itself would refuse to start for it. The caller holds
 * the lock of the data folder, so no other launcher is at work here.
 */
async function endOrphan(folder: string): Promise<void> {
  const file = path.join(folder, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid)) return;
  // A Postgres server works in its data directory.
  if (!isAlive(pid) || (await workingDirectory(pid)) !== folder) return rm(file, { force: true });
  process.kill(pid, 'SIGINT');
  const stopped = waitUntil(() => !isAlive(pid), { timeoutMs: 15_000, what: 'an old Postgres to stop' });
  await stopped.catch(async () => {
    process.kill(pid, 'SIGQUIT');
    await waitUntil(() => !isAlive(pid), { timeoutMs: 10_000, what: 'an old Postgres to stop' });
  });
}
