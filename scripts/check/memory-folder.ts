/**
 * A folder in memory, where the machine has plenty, for what tests write: hundreds of databases are made and dropped, of a
 * thousand files each, and mailboxes beside them.
 */
import { chmod, mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
const PREFIX = 'tradepost-test-';
const OWNER = 'owner.pid';
/** Octets; a whole run holds a fifth of it at its peak. */
const PLENTY = 8 * 1024 ** 3;

/** @returns a new folder, in memory or, where that is scarce, on disk. Whoever asks removes it. */
export async function memoryFolder(): Promise<string> {
  const parent = (await hasPlenty()) ? MEMORY : tmpdir();
  if (parent === MEMORY) await removeAbandoned();
  const dir = await mkdtemp(path.join(parent, PREFIX));
  await writeFile(path.join(dir, OWNER), String(process.pid));
  // As the folder for temporary files is: servers under users of their own pass through it.
  await chmod(dir, 0o1777);
  return dir;
}

async function hasPlenty(): Promise<boolean> {
  if (freemem() < PLENTY) return false;
  const room = await statfs(MEMORY).catch(() => null);
  return room !== null && room.bavail * room.bsize > PLENTY;
}

/** Of runs that were killed: nobody else would give the memory back. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(MEMORY)) {
    if (!name.startsWith(PREFIX)) continue;
    const dir = path.join(MEMORY, name);
    const owner = Number(await readFile(path.join(dir, OWNER), 'utf8').catch(() => ''));
    if (owner > 0 && !lives(owner)) await rm(dir, { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
