/**
 * `npm test`: brings what is missing, then runs every check (scripts/check/main.ts) on Node 24.
 * Runs itself on whatever Node the machine has, from 18 on.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bootstrap, fail } from './bootstrap/bootstrap.mjs';
import { ROOT, TOOLS } from './bootstrap/paths.mjs';
import { toolEnv } from './bootstrap/tool-env.mjs';

const node = await bootstrap((line) => process.stdout.write(`${line}\n`)).catch(fail);

const checks = spawn(node, [path.join(ROOT, 'scripts/check/main.ts'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  // Threads and processes are started by the hundred: each source is read and compiled once.
  env: { NODE_COMPILE_CACHE: path.join(TOOLS, 'compile-cache'), ...toolEnv(path.dirname(node)) },
});
checks.once('error', fail);
checks.once('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => checks.kill(signal));
