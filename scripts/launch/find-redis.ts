/** Where Redis is, or how to get it. */
import { findProgram } from './host-env.ts';
import { installPackages } from './system-packages.ts';

/** Valkey is what some systems ship in its place, with the same protocol. */
const PROGRAMS = ['redis-server', 'valkey-server'];

const find = () => PROGRAMS.map(findProgram).find((program) => program !== undefined);

/**
 * The program, installed if need be and allowed.
 * @throws Error of one sentence that says what to do.
 */
export async function findRedis(say: (line: string) => void): Promise<string> {
  const there = find();
  if (there !== undefined) return there;
  const command = await installPackages(
    { 'apt-get': ['redis-server'], dnf: ['redis'], apk: ['redis'], brew: ['redis'] },
    say,
  );
  const installed = find();
  if (installed !== undefined) return installed;
  throw new Error(
    `Redis is missing: ${command === undefined ? 'install redis-server' : `run "${command}"`}, or set REDIS_URL to a server of yours (6.2 or newer).`,
  );
}
