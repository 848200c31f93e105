/** The whole product, started by its launcher as `npm start` does it, on a data folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { freePort } from '../../scripts/launch/free-port.ts';
import { COMPILE_CACHE } from './compile-cache.ts';
import { waitFor } from './wait-for.ts';

const LAUNCHER = path.resolve(import.meta.dirname, '../../scripts/launch/main.ts');
/** The first start may have to build the web app. */
const READY_TIMEOUT_MS = 180_000;
/** The end of what it says when it is ready; what stands before it comes in as many pieces as the pipe likes. */
const LAST_WORDS = 'Stop: Ctrl-C';

export interface Product {
  pid: number;
  url: string;
  dataDir: string;
  /** Everything it has said on the terminal. */
  output(): string;
  /** Settles with the exit code, or null where a signal ended it. */
  exited: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
  /** What happens when scripts/start.mjs dies: the channel between the two closes. */
  disconnect(): void;
}

export async function newDataDir(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'tradepost-product-'));
}

export async function removeDataDir(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
}

/** Starts it and returns at once. */
export async function launch(dataDir: string, env: Record<string, string> = {}): Promise<Product> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [LAUNCHER], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...COMPILE_CACHE,
      TRADEPOST_DATA: dataDir,
      ...env,
      PORT: port,
    },
  });
  let output = '';
  const listen = (chunk: Buffer) => {
    output += String(chunk);
  };
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) stream.on('data', listen);
  // Not the event "close": it never comes once the channel is closed from our side.
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
  const exited = Promise.all([ended, ...streams.map((stream) => finished(stream))]).then(([code]) => code);
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    dataDir,
    output: () => output,
    exited,
    kill: (signal) => child.kill(signal),
    disconnect: () => child.disconnect(),
  };
}

/** Starts it and waits until it says that it is ready. */
export async function launchReady(dataDir: string, env: Record<string, string> = {}): Promise<Product> {
  const product = await launch(dataDir, env);
  let ended = false;
  void product.exited.then(() => {
    ended = true;
  });
  await waitFor(() => ended || product.output().includes(LAST_WORDS), {
    timeoutMs: READY_TIMEOUT_MS,
    what: 'the product to be ready',
  });
  if (ended) throw new Error(`The product did not start:\n${product.output()}`);
  return product;
}

/** Ids of the processes that work for this data folder, found by what the system knows of each (Linux). */
export async function processesOf(dataDir: string): Promise<number[]> {
  const pids = (await readdir('/proc'))
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  const found: number[] = [];
  for (const pid of pids) {
    const facts = await Promise.all([
      readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
      readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    if (facts.some((fact) => fact.includes(dataDir))) found.push(pid);
  }
  return found;
}
