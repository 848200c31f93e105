/** A Postgres of the test's own, to be killed: the one of the run is everybody's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, migrate } from '@tradepost/db';
import { type PostgresServer, startPostgres } from '../../scripts/launch/postgres.ts';
import type { TestDatabase } from './postgres.ts';

export interface OwnPostgres {
  readonly database: TestDatabase;
  readonly port: number;
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
  const db = connect({ url, applicationName: 'test', max: 5 });
  await migrate(db);
  return {
    port,
    database: { url, adminUrl, db, drop: () => db.destroy() },
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
