/** Running one of the checking programs to its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as os, setPriority } from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface ToolResult {
  code: number;
  /** What it said, both streams in the order of arrival. */
  output: string;
}

/** Enough for every message that a person will read. */
const LONGEST_OUTPUT = 400_000;

/** Each in a process group of its own. */
const running = new Set<ChildProcess>();

/**
 * Runs a program of node_modules/.bin; `show` passes its output on to the terminal at once, `env` comes beside ours.
 * `behind` runs it behind whatever else wants the processor.
 */
export function runTool(
  name: string,
  args: readonly string[],
  options: { show?: boolean; env?: NodeJS.ProcessEnv; behind?: boolean } = {},
): Promise<ToolResult> {
  const program = path.join(ROOT, 'node_modules/.bin', name);
  accessSync(program, constants.X_OK);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      detached: true,
      stdio: options.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    // Before it has children of its own, which would not follow.
    if (options.behind === true && child.pid !== undefined)
      setPriority(child.pid, os.priority.PRIORITY_BELOW_NORMAL);
    child.once('close', () => running.delete(child));
    let output = '';
    const listen = (chunk: Buffer) => {
      if (output.length < LONGEST_OUTPUT) output += chunk.toString();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
    // Asked to stop: the tool is, too, and no further one is begun.
    for (const [signal, number] of [
      ['SIGINT', 2],
      ['SIGTERM', 15],
      ['SIGHUP', 1],
    ] as const) {
      const stop = () => {
        // The whole group: some tools start others. And those beside it: nobody else ends them.
        for (const { pid } of running) if (pid !== undefined) process.kill(-pid, signal);
        process.exit(128 + number);
      };
      process.once(signal, stop);
      child.once('close', () => process.removeListener(signal, stop));
    }
  });
}
