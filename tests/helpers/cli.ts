/** The command line: as a process of its own, or within the test's, where half a second of start says nothing new. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runLine } from '../../scripts/cli/run-line.ts';
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
  return resultOf(code, Buffer.concat(stdout), stderr);
}

/** One at a time: the environment is the process's. */
let calling: Promise<unknown> = Promise.resolve();

/** The same line within this process. Not for what writes octets that are no text. */
export async function callCli(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  input = '',
): Promise<CliResult> {
  const call = calling.then(() => callWith(env, args, input));
  calling = call.catch(() => undefined);
  return call;
}

async function callWith(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  input: string,
): Promise<CliResult> {
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  let [stdout, stderr] = ['', ''];
  Object.assign(process.env, env);
  try {
    const code = await runLine(args, {
      stdin: Readable.from([input]),
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
    });
    return resultOf(code, Buffer.from(stdout), stderr);
  } finally {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

const resultOf = (code: number | null, stdout: Buffer, stderr: string): CliResult => ({
  code,
  stdout,
  stderr,
  json: <T>() => JSON.parse(stdout.toString('utf8')) as T,
  text: () => stdout.toString('utf8'),
});
