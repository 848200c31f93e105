/** notmuch over a Maildir that mbsync has pulled, asked by its command line. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { hostEnv } from '../launch/host-env.ts';
import { notmuchConfig } from './references.ts';

const TIMEOUT_MS = 120_000;
/** Ids of 20,000 messages are 1 MB. */
const MOST_OUTPUT = 64 * 1024 * 1024;
const run = promisify(execFile);

export interface Notmuch {
  /** Message-IDs of all that match. */
  ids(query: string): Promise<Set<string>>;
  /** Milliseconds of the command for the newest 20 threads, its start included. */
  time(query: string): Promise<number>;
  /** Milliseconds of a command that asks nothing. */
  timeStart(): Promise<number>;
}

/** @param dir what `timeNotmuch` has indexed; it has no other configuration, and no home. */
export function openNotmuch(program: string, dir: string): Notmuch {
  const env = { ...hostEnv(), HOME: path.join(dir, 'home'), NOTMUCH_CONFIG: notmuchConfig(dir) };
  const ask = (...args: string[]) => run(program, args, { env, timeout: TIMEOUT_MS, maxBuffer: MOST_OUTPUT });
  const timed = async (...args: string[]) => {
    const begun = performance.now();
    await ask(...args);
    return performance.now() - begun;
  };
  return {
    async ids(query) {
      const { stdout } = await ask('search', '--output=messages', '--exclude=false', '--', query);
      return new Set(
        stdout
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.replace(/^id:/, '')),
      );
    },
    time: (query) =>
      timed(
        'search',
        '--output=summary',
        '--limit=20',
        '--sort=newest-first',
        '--exclude=false',
        '--',
        query,
      ),
    timeStart: () => timed('--version'),
  };
}
