/** Running a tool to its end, keeping what it said for the case that it fails. */
import { spawn } from 'node:child_process';

const running = new Set();

/** Asked to stop while a tool works: it stops, and so do we. Whatever is half-made is made anew next time. */
for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])
  process.on(signal, () => {
    if (running.size === 0) return;
    for (const child of running) child.kill('SIGTERM');
    process.exit(128 + number);
  });

/** What went wrong, in words for the person at the terminal; the stack says nothing more. */
export class BootstrapError extends Error {}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, env: NodeJS.ProcessEnv, what: string}} options `what` opens the error message
 * @returns {Promise<void>}
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    let said = '';
    const listen = (chunk) => {
      said = (said + chunk).slice(-6_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', (error) =>
      reject(new BootstrapError(`${options.what}: ${command} could not be started (${error.message}).`)),
    );
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new BootstrapError(`${options.what} (exit code ${code}):\n${said.trim()}`)),
    );
  });
}
