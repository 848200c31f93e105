/** A process of the product on its own, started as the launcher does, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from '../../scripts/launch/node-flags.ts';
import { COMPILE_CACHE } from './compile-cache.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Characters of output that are kept: a process at level trace says much. */
const MOST_OUTPUT = 20_000_000;

export interface RunningProcess {
  readonly pid: number;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  readonly output: () => string;
  /** Null while it runs, and where a signal ended it. */
  readonly exitCode: () => number | null;
  /** Settles with the exit code when all it said is in `output`: its last words may come after its end. */
  readonly ended: Promise<number | null>;
  /** SIGSTOP and SIGCONT: it sleeps and knows nothing of it. */
  stop(): void;
  resume(): void;
}

/** @param entry path from the repository's root, e.g. `apps/ingest/src/main.ts`. */
export function startProcess(entry: string, env: Readonly<Record<string, string>>): RunningProcess {
  const child: ChildProcess = spawn(
    process.execPath,
    [...nodeFlags(entry.split('/')[1] ?? ''), `${ROOT}/${entry}`],
    {
      env: { PATH: process.env.PATH ?? '', ...COMPILE_CACHE, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-MOST_OUTPUT);
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid as number,
    output: () => output,
    exitCode: () => child.exitCode,
    ended,
    stop: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
