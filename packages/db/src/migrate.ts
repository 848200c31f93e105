/** Forward-only SQL migrations: `migrations/NNNN-name.sql`, each in one transaction, under one lock. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
/** Any constant will do; it keeps two processes from migrating at once. */
const MIGRATION_LOCK = 7_266_001;

export class MigrationError extends Error {
  override name = 'MigrationError';
  readonly code = 'migration-changed';
}

/**
 * Brings the database to the newest version; does nothing when it is there.
 * @param url postgres:// URL.
 * @returns the names of the migrations applied now.
 * @throws MigrationError when an applied migration's text differs from the file: the file was edited,
 *   or the database belongs to another version of the program.
 */
export async function migrate(url: string, folder = FOLDER): Promise<string[]> {
  // Without any time-out: an index over a large archive takes as long as it needs.
  const client = new pg.Client({
    connectionString: url,
    application_name: 'migrate',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A connection that is lost is told by the statement that was under way; without a listener it would end the process.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await applyAll(client, folder);
  } finally {
    await client.end();
  }
}

async function applyAll(client: pg.Client, folder: string): Promise<string[]> {
  await client.query(`create table if not exists schema_migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migration',
  );
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
  const done: string[] = [];
  for (const name of names) {
    const text = await readFile(`${folder}/${name}`, 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const known = applied.get(name);
    if (known === sha256) continue;
    if (known !== undefined)
      throw new MigrationError(
        `Migration ${name} was changed after it was applied. Restore the file, or use the program version that made this database.`,
      );
    await applyOne(client, { name, text, sha256 });
    done.push(name);
  }
  return done;
}

async function applyOne(
  client: pg.Client,
  { name, text, sha256 }: { name: string; text: string; sha256: string },
): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    // Where the connection is gone the server has rolled back, and the first fault is the one to tell.
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
