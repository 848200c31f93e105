/** The api as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '../../scripts/launch/free-port.ts';
import { COMPILE_CACHE } from '../helpers/compile-cache.ts';
import { createTestDatabase } from '../helpers/postgres.ts';
import { startTestRedis } from '../helpers/redis.ts';
import { waitFor } from '../helpers/wait-for.ts';

const MAIN = fileURLToPath(new URL('../../apps/api/src/main.ts', import.meta.url));
const dirs: string[] = [];
afterAll(() => Promise.all(dirs.map((dir) => rm(dir, { recursive: true, force: true }))));

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', ...COMPILE_CACHE, ...env },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  // Not 'exit': its last words may come after that.
  const exited = once(child, 'close') as Promise<[number | null, string | null]>;
  return { child, output, exited };
}

it('serves until SIGTERM, and ends clean', async () => {
  const database = await createTestDatabase();
  const redis = await startTestRedis();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tradepost-main-'));
  dirs.push(dataDir);
  const port = await freePort();
  const { child, output, exited } = start({
    TRADEPOST_DATA: dataDir,
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    PORT: String(port),
  });
  try {
    const ready = () =>
      fetch(`http://127.0.0.1:${port}/ready`).then(
        (reply) => reply.json(),
        () => null,
      );
    await waitFor(async () => ((await ready()) as { status?: string } | null)?.status === 'ok');
    expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toEqual({ status: 'ok' });
    child.kill('SIGTERM');
    expect(await exited, output.join('')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    await redis.stop();
    await database.drop();
  }
});

it('says every fault of the settings at once', async () => {
  const { output, exited } = start({ DATABASE_URL: 'mysql://x', REDIS_URL: '', PORT: 'eighty' });
  expect(await exited).toEqual([1, null]);
  for (const name of ['DATABASE_URL', 'REDIS_URL', 'PORT']) expect(output.join('')).toContain(name);
});
