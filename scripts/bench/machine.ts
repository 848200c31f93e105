/** What the numbers were measured on. */
import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { findProgram, hostEnv } from '../launch/host-env.ts';

export function describeMachine(): Record<string, string> {
  const cpus = os.cpus();
  return {
    cpu: `${cpus.length} cores of ${cpus[0]?.model.trim() ?? 'an unknown kind'}`,
    memory: `${(os.totalmem() / 1024 ** 3).toFixed(0)} GiB`,
    system: `${os.type()} ${os.release()}`,
  };
}

/** First version number that the program prints of itself; 'unknown' where it prints none. */
export async function versionOf(program: string, args: readonly string[] = ['--version']): Promise<string> {
  const file = findProgram(program);
  if (file === undefined) return 'not installed';
  const { stdout, stderr } = await promisify(execFile)(file, [...args], { env: hostEnv() });
  return /\d+\.\d+(\.\d+)?/.exec(stdout + stderr)?.[0] ?? 'unknown';
}
