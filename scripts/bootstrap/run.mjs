/** Running a tool to its end, keeping what it said for the case that it fails. */
import { spawn } from 'node:child_process';

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
