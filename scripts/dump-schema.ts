/** Writes packages/db/schema.sql anew, from a database made by the migrations: run it after adding one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, migrate } from '@tradepost/db';
import { startPostgres } from './launch/postgres.ts';
import { dumpSchema } from './schema/catalog.ts';

const TARGET = path.resolve(import.meta.dirname, '../packages/db/schema.sql');

const dir = await mkdtemp(path.join(tmpdir(), 'tradepost-schema-'));
try {
  const server = await startPostgres({ dir, durable: false, output: () => {} });
  try {
    await migrate(server.url);
    const db = connect({ url: server.url, applicationName: 'dump-schema', max: 1 });
    await writeFile(TARGET, await dumpSchema(db));
    await db.destroy();
  } finally {
    await server.stop();
  }
} finally {
  await rm(dir, { recursive: true, force: true });
}
