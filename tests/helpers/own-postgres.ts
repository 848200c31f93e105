/** A Postgres of the test's own, to be killed: the one of the run is everybody's. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrate } from '@tradepost/db';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../../scripts/launch/postgres.ts';
import type { TestDatabase } from './postgres.ts';

export interface OwnPostgres {
  readonly port: number;
  /** One that has every migration and no rows. */
  createDatabase(): Promise<TestDatabase>;
  /** kill -9 of the server and, by it, of every session. */
  kill(): Promise<void>;
  /** On the same port with the same files: it recovers first. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Durable as in the product: what was committed is there after a kill. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dir = await mkdtemp(join(tmpdir(), 'tradepost-own-postgres-'));
  const start = (port?: number) => startPostgres({ dir, output: () => {}, port });
  let server: PostgresServer = await start();
  const { port, url, adminUrl } = server;
  await migrate(url);
  return {
    port,
    async createDatabase() {
      const name = `test_${randomBytes(8).toString('hex')}`;
      await inAdminSession(
        adminUrl,
        `create database ${name} template tradepost owner tradepost strategy file_copy`,
      );
      const of = (base: string) => Object.assign(new URL(base), { pathname: name }).href;
      const db = connect({ url: of(url), applicationName: 'test', max: 5 });
      return {
        url: of(url),
        adminUrl: of(adminUrl),
        db,
        async drop() {
          await db.destroy();
          await inAdminSession(adminUrl, `drop database ${name} with (force)`);
        },
      };
    },
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async restart() {
      await server.stop();
      server = await start(port);
    },
    async stop() {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function inAdminSession(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
