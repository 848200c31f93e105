/** A real redis-server per test file, about 0.1 s. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findProgram } from '../../scripts/launch/host-env.ts';
import { type RedisServer, startRedis } from '../../scripts/launch/redis.ts';

export interface TestRedis {
  /** Stays the same over `restart`. */
  url: string;
  port: number;
  flushAll(): Promise<void>;
  /** kill -9; nothing answers on the port until `restart`. */
  kill(): Promise<void>;
  /** Starts it again on the same port with the same files, or with none. */
  restart(options?: { empty?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error when redis-server is not installed. */
export async function startTestRedis(): Promise<TestRedis> {
  const program = findProgram('redis-server');
  if (program === undefined) throw new Error('redis-server is not installed: run `npm test` once.');
  const dir = await mkdtemp(path.join(tmpdir(), 'tradepost-redis-'));
  let server: RedisServer = await startRedis({ program, dir, output: () => {} });
  const { url, port } = server;
  const password = new URL(url).password;
  return {
    url,
    port,
    async flushAll() {
      const client = new Redis(url);
      client.on('error', () => {});
      await client.flushall();
      client.disconnect();
    },
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async restart(options = {}) {
      await server.stop();
      if (options.empty) await rm(path.join(dir, 'appendonlydir'), { recursive: true, force: true });
      server = await startRedis({ program, dir, port, password, output: () => {} });
    },
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
