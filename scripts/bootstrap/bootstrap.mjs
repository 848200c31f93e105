/** From a fresh clone on any machine with Node and npm to everything that is needed to run. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { dependenciesAreInstalled, installDependencies } from './dependencies.mjs';
import { withLock } from './lock.mjs';
import { TOOLS } from './paths.mjs';
import { BootstrapError } from './run.mjs';
import { ensureToolchain, nodePath } from './toolchain.mjs';

/**
 * Does nothing, without network, when everything is there.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the Node to run everything with
 */
export async function bootstrap(say) {
  if (process.platform === 'win32')
    throw new BootstrapError('Tradepost runs on Linux and macOS; on Windows, use WSL.');
  const node = nodePath();
  const done = () =>
    existsSync(node) && existsSync(path.join(TOOLS, 'bin', 'node')) && dependenciesAreInstalled();
  if (done()) return node;
  await withLock(
    path.join(TOOLS, 'install.lock'),
    async () => {
      // Whoever had the lock before us may have done it all.
      if (done()) return;
      await ensureToolchain(say);
      if (!dependenciesAreInstalled()) await installDependencies(say);
    },
    say,
  );
  return node;
}

/** Ends the process with the message of a fault that was foreseen, or the whole of one that was not. */
export function fail(error) {
  process.stderr.write(`${error instanceof BootstrapError ? error.message : error.stack}\n`);
  process.exit(1);
}
