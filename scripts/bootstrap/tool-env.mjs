/** The environment for npm, pnpm and the tests: a home they can write to, our Node first on the PATH. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { TOOLS } from './paths.mjs';

/**
 * @param {string} [nodeFolder] folder of the Node to use
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv(nodeFolder) {
  const env = { ...process.env };
  // What `npm start` says about itself is not meant for an npm that works elsewhere.
  for (const name of Object.keys(env))
    if (/^npm_(lifecycle|package|command|config_(local_prefix|prefix|global_prefix))/i.test(name))
      delete env[name];
  if (!isWritable(env.HOME)) {
    const home = path.join(TOOLS, 'home');
    mkdirSync(home, { recursive: true });
    const settings = env.HOME && path.join(env.HOME, '.npmrc');
    if (settings && existsSync(settings)) env.npm_config_userconfig ??= settings;
    env.npm_config_cache = path.join(TOOLS, 'npm-cache');
    env.HOME = home;
  }
  if (nodeFolder) env.PATH = `${nodeFolder}:${env.PATH ?? '/usr/bin:/bin'}`;
  return env;
}

function isWritable(folder) {
  if (!folder) return false;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    // Missing or not ours.
    return false;
  }
}
