import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunFile, readRunFile } from '../../scripts/launch/run-file.ts';
import {
  launch,
  launchReady,
  newDataDir,
  type Product,
  processesOf,
  removeDataDir,
} from '../helpers/product.ts';
import { waitFor } from '../helpers/wait-for.ts';

/** Stopping takes 10 s at most for the processes, then the services go. */
const STOP = { timeoutMs: 30_000 };

describe.runIf(process.platform === 'linux')('the launcher', { timeout: 240_000 }, () => {
  let dataDir: string;
  let product: Product;

  beforeAll(async () => {
    dataDir = await newDataDir();
    product = await launchReady(dataDir);
  }, 240_000);
  afterAll(async () => {
    product.kill('SIGTERM');
    await product.exited;
    await removeDataDir(dataDir);
  });

  async function running(): Promise<RunFile> {
    const file = await readRunFile(dataDir);
    if (file === undefined) throw new Error('not running');
    return file;
  }

  const gone = () =>
    waitFor(async () => (await processesOf(dataDir)).length === 0, { ...STOP, what: 'no process' });

  test('prints a link that makes the first administrator, and answers at its URL', async () => {
    expect(product.output()).toMatch(new RegExp(`${product.url}/\\S{20,}`));
    expect((await fetch(`${product.url}/health`)).status).toBe(200);
  });

  test('refuses a second instance on the same data, naming the first', async () => {
    const second = await launch(dataDir);
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain(`process ${product.pid}, at ${product.url}`);
    expect((await fetch(`${product.url}/health`)).status).toBe(200);
  });

  test.each(['api', 'redis', 'postgres'])('brings a killed %s back, where it was', async (name) => {
    const before = await running();
    process.kill(before.processes[name] ?? 0, 'SIGKILL');
    await waitFor(async () => (await running()).processes[name] !== before.processes[name], STOP);
    expect((await running()).env).toEqual(before.env);
    await waitFor(async () => (await fetch(`${product.url}/health`)).status === 200);
  });

  test('leaves no process behind when it is killed, and starts again on the same data', async () => {
    product.kill('SIGKILL');
    await product.exited;
    await gone();
    expect(await readRunFile(dataDir)).toBeUndefined();
    product = await launchReady(dataDir);
  });

  test('stops when the one that started it is gone', async () => {
    product.disconnect();
    expect(await product.exited).toBe(0);
    await gone();
    product = await launchReady(dataDir);
  });

  test('stops everything when it is asked to, and says so', async () => {
    product.kill('SIGTERM');
    expect(await product.exited).toBe(0);
    expect(product.output()).toMatch(/Stopping …\nStopped\.\n$/);
    // A guardian's pause between two looks at its program may end a tenth of a second later.
    await gone();
  });

  test('stops in the middle of a start', async () => {
    const early = await launch(dataDir);
    await waitFor(async () => (await processesOf(dataDir)).length > 1, STOP);
    early.kill('SIGINT');
    expect(await early.exited).toBe(0);
    await gone();
  });
});

test('the launcher tells every fault of the settings at once, and starts nothing', async () => {
  const dataDir = await newDataDir();
  const product = await launch(dataDir, { LOG_LEVEL: 'loud', POSTGRES_PORT: 'x', DATABASE_URL: 'mysql://a' });
  expect(await product.exited).toBe(2);
  expect(product.output()).toMatch(/DATABASE_URL[^]*LOG_LEVEL[^]*POSTGRES_PORT/);
  expect(await readRunFile(dataDir)).toBeUndefined();
  await removeDataDir(dataDir);
});

test('the launcher names the variable when the port is taken', async () => {
  const dataDir = await newDataDir();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const product = await launch(dataDir, { PORT: String((other.address() as AddressInfo).port) });
  expect(await product.exited).toBe(1);
  expect(product.output()).toMatch(/another program listens there; give a free one with PORT/);
  other.close();
  await removeDataDir(dataDir);
});

test('the launcher names the folder that it cannot write to, and the variable', async () => {
  const dataDir = await newDataDir();
  await writeFile(path.join(dataDir, 'file'), '');
  const product = await launch(path.join(dataDir, 'file'));
  expect(await product.exited).toBe(1);
  expect(product.output()).toMatch(/cannot keep its data in .*file \(EEXIST\).*TRADEPOST_DATA/);
  await removeDataDir(dataDir);
});
