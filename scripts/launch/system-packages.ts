/** Installing programs with the system's package manager, where we may. */
import { spawn } from 'node:child_process';
import { findProgram, hostEnv } from './host-env.ts';

/** Names of the packages for each manager; a manager that is left out has none. */
export type PackageNames = Partial<Record<Manager, readonly string[]>>;
type Manager = 'apt-get' | 'dnf' | 'apk' | 'brew';

const INSTALL: Record<Manager, readonly string[]> = {
  'apt-get': ['install', '-y', '--no-install-recommends'],
  dnf: ['install', '-y'],
  apk: ['add'],
  brew: ['install'],
};

/**
 * Tries to install; the caller looks whether the programs are there now.
 * @returns the command that a person with more rights would type; undefined when no manager is known.
 */
export async function installPackages(
  names: PackageNames,
  say: (line: string) => void,
): Promise<string | undefined> {
  for (const manager of Object.keys(INSTALL) as Manager[]) {
    const packages = names[manager];
    const program = findProgram(manager);
    if (packages === undefined || packages.length === 0 || program === undefined) continue;
    const args = [...INSTALL[manager], ...packages];
    const command = `${manager} ${args.join(' ')}`;
    const prefix = await privilege(manager);
    if (prefix === undefined) return `sudo ${command}`;
    say(`Installing ${packages.join(', ')} with ${manager} …`);
    const done = await run([...prefix, program, ...args]);
    // A fresh image has no lists yet, or old ones that name files no longer there.
    if (!done && manager === 'apt-get') {
      await run([...prefix, program, 'update']);
      await run([...prefix, program, ...args]);
    }
    return command;
  }
  return undefined;
}

/** What to put before the command: nothing for root, sudo where it asks nothing; undefined: we may not. */
async function privilege(manager: Manager): Promise<string[] | undefined> {
  if (manager === 'brew' || process.getuid?.() === 0) return [];
  const sudo = findProgram('sudo');
  if (sudo !== undefined && (await run([sudo, '-n', 'true']))) return [sudo, '-n'];
  return undefined;
}

function run(command: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      stdio: 'ignore',
      env: { ...hostEnv(), DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
