/**
 * One Postgres for a run that has a file of tests/, in a folder of its own that goes with it, with one template database
 * that has every migration; each test file clones it (`createTestDatabase`).
 */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '@tradepost/db';
import type { TestProject } from 'vitest/node';
import { memoryFolder } from '../../scripts/check/memory-folder.ts';
import { migrateSealed } from '../../scripts/launch/audit-rights.ts';
import { startPostgres } from '../../scripts/launch/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's URL of the run's Postgres. */
    postgresAdminUrl: string;
  }
}

interface Running {
  adminUrl: string;
  users: number;
  stop(): Promise<void>;
}

const TESTS = fileURLToPath(new URL('../', import.meta.url));

/** Vitest loads this file once per project; the projects of one run share the server. */
const shared = globalThis as { tradepostTestPostgres?: Promise<Running> | undefined };

/** @public Vitest calls it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // The tests beside the sources do without it.
  if (!project.vitest.state.getPaths().some((file) => file.startsWith(TESTS))) return undefined;
  shared.tradepostTestPostgres ??= start();
  const running = await shared.tradepostTestPostgres;
  running.users++;
  project.provide('postgresAdminUrl', running.adminUrl);
  return async () => {
    if (--running.users > 0) return;
    shared.tradepostTestPostgres = undefined;
    await running.stop();
  };
}

async function start(): Promise<Running> {
  const dir = await memoryFolder();
  const log: Buffer[] = [];
  const server = await startPostgres({
    dir,
    durable: false,
    // Only its end is of use, and only when something fails.
    output: (chunk) => {
      log.push(chunk);
      if (log.length > 200) log.shift();
    },
  });
  const stop = async () => {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const target = { adminUrl: server.adminUrl, database: 'tradepost', role: 'tradepost' };
    await migrateSealed(target, async () => {
      await migrate(server.url);
    });
    return { adminUrl: server.adminUrl, users: 0, stop };
  } catch (error) {
    await stop();
    throw new Error(`The test database could not be made. Postgres said:\n${String(Buffer.concat(log))}`, {
      cause: error,
    });
  }
}
