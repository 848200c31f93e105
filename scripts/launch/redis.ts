/** A Redis of our own: on loopback, with a password, append-only, never evicting. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { startGuarded } from './guarded-process.ts';
import { hostEnv } from './host-env.ts';
import { pingRedis } from './ping-redis.ts';
import { isAlive, workingDirectory } from './process-facts.ts';
import { waitUntil } from './wait-until.ts';

export interface RedisOptions {
  /** The program, see `findRedis`. */
  program: string;
  /** Folder for its files; made when missing. */
  dir: string;
  port?: number | undefined;
  /** A new one where none is given. */
  password?: string | undefined;
  /** Takes what the server logs. */
  output: (chunk: Buffer) => void;
}

export interface RedisServer {
  url: string;
  port: number;
  pid: number;
  exited: Promise<number>;
  /** Orderly: what was written is on disk. */
  stop(): Promise<void>;
}

const ATTEMPTS = 3;
const READY_TIMEOUT_MS = 60_000;

/** @throws Error when the server does not answer, with the end of its log. */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  const dir = await realpath(options.dir);
  await endOrphan(dir);
  const password = options.password ?? randomBytes(24).toString('hex');
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const file = path.join(dir, 'redis.conf');
    // A file, because arguments are for everyone to see in the list of processes.
    await writeFile(file, settings(dir, port, password), { mode: 0o600 });
    let log = '';
    const server = await startGuarded({
      name: 'Redis',
      command: options.program,
      args: [file],
      env: hostEnv(),
      cwd: dir,
      stopSignal: 'SIGTERM',
      graceSeconds: 15,
      output: (chunk) => {
        log = (log + chunk.toString()).slice(-2_000);
        options.output(chunk);
      },
    });
    let ended = false;
    void server.exited.then(() => {
      ended = true;
    });
    const outcome = await waitUntil(async () => ended || (await pingRedis(port, password)) === 'PONG', {
      timeoutMs: READY_TIMEOUT_MS,
      what: 'Redis to be ready',
    }).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    if (outcome && !ended)
      return {
        url: `redis://:${password}@127.0.0.1:${port}/0`,
        port,
        pid: server.pid,
        exited: server.exited,
        stop: () => server.stop(),
      };
    if (attempt === ATTEMPTS) throw new Error(`Redis did not start:\n${log}`);
  }
}

function settings(dir: string, port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    'protected-mode yes',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dir)}`,
    `pidfile ${JSON.stringify(path.join(dir, 'redis.pid'))}`,
    'daemonize no',
    // Delayed jobs survive a kill of Redis; what is lost all the same comes back from Postgres.
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    // A queue must never be thinned out to make room.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

/** One that outlived its launcher holds the files: it is asked to stop. */
async function endOrphan(dir: string): Promise<void> {
  const file = path.join(dir, 'redis.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!Number.isInteger(pid)) return;
  if (isAlive(pid) && (await workingDirectory(pid)) === dir) {
    process.kill(pid, 'SIGTERM');
    await waitUntil(() => !isAlive(pid), { timeoutMs: 20_000, what: 'an old Redis to stop' });
  }
  await rm(file, { force: true });
}
