/** Runs a program to its end, timed. */
import { spawn } from 'node:child_process';
import { hostEnv } from '../launch/host-env.ts';

/** @returns seconds. @throws Error with the end of its output where it fails or takes too long. */
export function timeTool(
  program: string,
  args: readonly string[],
  options: { env?: Record<string, string>; timeoutMs: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(program, args, {
      env: { ...hostEnv(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    // Nothing that we started outlives us.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-2_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.removeListener('exit', end);
      if (code === 0) resolve((performance.now() - begun) / 1000);
      else reject(new Error(`${program} ended with ${signal ?? code}:\n${output}`));
    });
  });
}
