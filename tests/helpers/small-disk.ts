/** A folder on a disk of its own that is soon full: a tmpfs, which only root may mount. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  /** Gives it another size. */
  resize(megabytes: number): Promise<void>;
  remove(): Promise<void>;
}

/** @returns null, with a word on standard error, where this user may not mount. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tradepost-test', folder]);
  } catch (error) {
    console.warn(`No small disk can be mounted (${String(error).split('\n')[0]}): the test is skipped.`);
    return null;
  }
  return {
    async resize(size) {
      await run('mount', ['-o', `remount,size=${size}m`, folder]);
    },
    async remove() {
      await run('umount', ['-l', folder]);
    },
  };
}
