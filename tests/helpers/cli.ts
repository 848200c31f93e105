/** The command line as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from './compile-cache.ts';

const MAIN = fileURLToPath(new URL('../../scripts/cli/main.ts', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Standard output, parsed. @throws SyntaxError where it is not JSON and nothing else. */
  json<T>(): T;
  /** Standard output as text. */
  text(): string;
}

/** @param input standard input; none where nothing is given. */
export async function runCli(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  input = '',
): Promise<CliResult> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env.PATH ?? '', ...COMPILE_CACHE, ...env },
  });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += String(chunk);
  });
  // A command that asks for nothing may end before it has read anything.
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  const all = Buffer.concat(stdout);
  return {
    code,
    stdout: all,
    stderr,
    json: <T>() => JSON.parse(all.toString('utf8')) as T,
    text: () => all.toString('utf8'),
  };
}
