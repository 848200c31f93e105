import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRedis, type TestRedis } from '../helpers/redis.ts';

let redis: TestRedis;

beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

async function ask<T>(work: (client: Redis) => Promise<T>, url = redis.url): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 1, retryStrategy: () => null });
  client.on('error', () => {});
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

test('the local Redis refuses a client without the password', async () => {
  const open = new URL(redis.url);
  open.password = '';
  await expect(ask((client) => client.get('x'), open.href)).rejects.toThrow(/NOAUTH/);
});

test('it never evicts, and keeps what was written over a stop', async () => {
  expect(await ask((client) => client.config('GET', 'maxmemory-policy'))).toEqual([
    'maxmemory-policy',
    'noeviction',
  ]);
  await ask((client) => client.set('kept', 'yes'));
  await redis.restart();
  expect(await ask((client) => client.get('kept'))).toBe('yes');
});

test('it comes back on the same port after a kill, empty where asked', async () => {
  await redis.kill();
  await expect(ask((client) => client.ping())).rejects.toThrow();
  await redis.restart({ empty: true });
  expect(await ask((client) => client.get('kept'))).toBeNull();
});
