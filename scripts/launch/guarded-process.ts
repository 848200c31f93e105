/**
 * Child processes that cannot outlive this one.
 *
 * Between us and the program stands a small shell, the guardian. It holds the reading end of a pipe
 * whose writing end only we hold: when we close it, or die of anything (kill -9 too), the guardian
 * stops the program. So the orderly stop and the crash go the same way.
 */
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/**
 * $1 signal, $2 seconds until SIGKILL, then the command. Descriptors: 0 the lifeline, 3 takes the
 * program's pid. The program starts in a session of its own (`detached` below), so a Ctrl-C in the
 * terminal reaches only the launcher, which stops everything in order.
 */
const GUARDIAN = `
unset TRADEPOST_GUARDIAN
signal=$1; grace=$2; shift 2
exec 9<&0
"$@" </dev/null 3>&- 9<&- &
child=$!
echo "$child" >&3
exec 3>&-
trap '' HUP INT TERM
(
  read -r _ <&9
  kill -s "$signal" "$child" 2>/dev/null
  left=$((grace * 10))
  while [ "$left" -gt 0 ] && kill -0 "$child" 2>/dev/null; do sleep 0.1; left=$((left - 1)); done
  kill -s KILL "$child" 2>/dev/null
) >/dev/null 2>&1 &
watcher=$!
exec 9<&-
wait "$child"; code=$?
kill -s KILL "$watcher" 2>/dev/null
exit "$code"
`;

export interface GuardedOptions {
  /** For messages. */
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** Unprivileged user to run as; only root may ask for another. */
  user?: { uid: number; gid: number } | undefined;
  /** What asks the program to stop. */
  stopSignal: 'SIGTERM' | 'SIGINT';
  /** Seconds it has before SIGKILL. */
  graceSeconds: number;
  /** Where its output goes: an open file descriptor, or a function that takes each chunk. */
  output: number | ((chunk: Buffer) => void);
  /** A descriptor of ours that the program gets as its descriptor 4. */
  inherit?: number;
}

export interface GuardedProcess {
  readonly name: string;
  /** Of the program itself, not of its guardian. */
  readonly pid: number;
  /** Settles when the program has ended; the code is 128 + n where signal n ended it. */
  readonly exited: Promise<number>;
  /** Asks it to stop, and waits until it has; idempotent. */
  stop(): Promise<void>;
}

/** @throws Error when the program cannot be started at all. */
export async function startGuarded(options: GuardedOptions): Promise<GuardedProcess> {
  const output = typeof options.output === 'number' ? options.output : 'pipe';
  const stdio: StdioOptions = ['pipe', output, output, 'pipe'];
  if (options.inherit !== undefined) stdio.push(options.inherit);
  const guardian = spawn(
    '/bin/sh',
    [
      '-c',
      // From the environment, so that the list of processes stays readable.
      'eval "$TRADEPOST_GUARDIAN"',
      'guardian',
      options.stopSignal.slice(3),
      String(options.graceSeconds),
      options.command,
      ...options.args,
    ],
    {
      stdio,
      env: { ...options.env, TRADEPOST_GUARDIAN: GUARDIAN },
      detached: true,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.user === undefined ? {} : options.user),
    },
  );
  if (typeof options.output === 'function') {
    guardian.stdout?.on('data', options.output);
    guardian.stderr?.on('data', options.output);
  }
  const lifeline = guardian.stdin as Writable;
  // The guardian may be gone before we are: nobody to tell then.
  lifeline.on('error', () => {});
  const exited = whenEnded(guardian);
  const pid = await readPid(guardian, exited, options.name);
  const ended = exited.then((code) => {
    // Someone killed the guardian itself: its program must not stay behind.
    if (guardian.signalCode !== null) killIfAlive(pid);
    return code;
  });
  return {
    name: options.name,
    pid,
    exited: ended,
    async stop() {
      lifeline.end();
      await ended;
    },
  };
}

function whenEnded(guardian: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    guardian.once('error', () => resolve(127));
    guardian.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 137)));
  });
}

async function readPid(guardian: ChildProcess, exited: Promise<number>, name: string): Promise<number> {
  const pipe = guardian.stdio[3] as Readable;
  let failure: Error | undefined;
  guardian.once('error', (error) => {
    failure = error;
  });
  let text = '';
  const read = (async () => {
    for await (const chunk of pipe) text += String(chunk);
  })().catch(() => {});
  await Promise.race([read, exited]);
  const pid = Number.parseInt(text, 10);
  if (Number.isInteger(pid)) return pid;
  throw new Error(`Could not start ${name}: ${failure?.message ?? 'its guardian ended at once'}`);
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already (ESRCH), which is what we want.
  }
}
