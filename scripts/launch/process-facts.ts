/** What the system says about a process that we did not start, or no longer hold. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Whether a process with this id runs, whoever owns it. One that has ended and that nobody has asked about
 * yet (a zombie: the first process of a container may never ask) does not.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // EPERM: it is there and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    // proc_pid_stat(5): the state is the first field after the name, which may hold anything.
    return /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    // No /proc here, or the process has just gone.
    return false;
  }
}

/** Its working directory as a real path; undefined when that cannot be known. */
export async function workingDirectory(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return await readlink(`/proc/${pid}/cwd`);
    const { stdout } = await run('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']);
    return /^n(.*)$/m.exec(stdout)?.[1];
  } catch {
    // No such process, or not ours to look at.
    return undefined;
  }
}
