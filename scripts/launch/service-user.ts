/** The unprivileged user that Postgres runs as when we are root: Postgres refuses to be root. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { hostEnv } from './host-env.ts';

const run = promisify(execFile);

export interface ServiceUser {
  name: string;
  uid: number;
  gid: number;
}

const NAME = 'tradepost-pg';

/**
 * The user to run a database as, made if need be.
 * @returns undefined when we are not root: then we run it as we are.
 * @throws Error when no user can be made and none of the usual ones is there.
 */
export async function serviceUser(): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const own = await lookUp(NAME);
  if (own) return own;
  const makers: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/bin/false', NAME],
    ],
    // busybox (Alpine)
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', NAME]],
  ];
  for (const [command, args] of makers) {
    // Where it fails (a read-only /etc, no such tool) the next way is tried, and the look-up decides.
    await run(command, args, { env: hostEnv() }).catch(() => undefined);
    const made = await lookUp(NAME);
    if (made) return made;
  }
  for (const name of ['postgres', 'nobody']) {
    const known = await lookUp(name);
    if (known) return known;
  }
  throw new Error(
    `Postgres cannot run as root, and the user "${NAME}" could not be made: run this as an ordinary user, or set DATABASE_URL.`,
  );
}

async function lookUp(name: string): Promise<ServiceUser | undefined> {
  try {
    const uid = await run('id', ['-u', name], { env: hostEnv() });
    const gid = await run('id', ['-g', name], { env: hostEnv() });
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // `id` fails for a user that does not exist.
    return undefined;
  }
}

/** Whether the user may pass through every folder above `target`, and read `target` itself. */
export async function canReach(user: ServiceUser, target: string): Promise<boolean> {
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    const info = await stat(folder);
    const [read, pass] =
      info.uid === user.uid
        ? [constants.S_IRUSR, constants.S_IXUSR]
        : info.gid === user.gid
          ? [constants.S_IRGRP, constants.S_IXGRP]
          : [constants.S_IROTH, constants.S_IXOTH];
    if ((info.mode & pass) === 0) return false;
    if (folder === path.resolve(target) && (info.mode & read) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** A folder of the system that every user may pass through, whatever our umask is. */
export async function makePassable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}
