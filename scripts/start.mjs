/**
 * `npm start`: brings what is missing, then runs the launcher (scripts/launch/main.ts) on Node 24.
 * Runs itself on whatever Node the machine has, from 18 on.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bootstrap, fail } from './bootstrap/bootstrap.mjs';
import { ROOT, TOOLS } from './bootstrap/paths.mjs';

const PARENT_POLL_MS = 500;

const node = await bootstrap((line) => process.stdout.write(`${line}\n`)).catch(fail);

// The channel ("ipc") closes when this process ends, of whatever: the launcher then stops everything.
const launcher = spawn(node, [path.join(ROOT, 'scripts/launch/main.ts'), ...process.argv.slice(2)], {
  cwd: ROOT,
  // Spares every process the work of reading the sources again.
  env: {
    ...process.env,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(TOOLS, 'compile-cache'),
  },
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
launcher.once('error', fail);
launcher.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => launcher.kill(signal));

// npm passes signals on, but a kill -9 of npm reaches nobody: then our parent is another one.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) launcher.kill('SIGTERM');
  }, PARENT_POLL_MS).unref();
}
