/** Forward-only SQL migrations: `migrations/NNNN-name.sql`, each in one transaction, under one lock. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from './schema.ts';

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
/** Any constant will do; it keeps two processes from migrating at once. */
const MIGRATION_LOCK = 7_266_001;

export class MigrationError extends Error {
  override name = 'MigrationError';
  readonly code = 'migration-changed';
}

/**
 * Brings the database to the newest version; does nothing when it is there.
 * @returns the names of the migrations applied now.
 * @throws MigrationError when an applied migration's text differs from the file: the file was edited,
 *   or the database belongs to another version of the program.
 */
export async function migrate(db: Kysely<DB>): Promise<string[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
  return db.connection().execute(async (connection) => {
    // The default time-outs are for requests; a migration may take as long as it needs.
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`set lock_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
    try {
      await sql`create table if not exists schema_migration (
        name text primary key, sha256 text not null, applied_at timestamptz not null default now())`.execute(
        connection,
      );
      const applied = new Map(
        (
          await sql<{ name: string; sha256: string }>`select name, sha256 from schema_migration`.execute(
            connection,
          )
        ).rows.map((row) => [row.name, row.sha256]),
      );
      const done: string[] = [];
      for (const name of names) {
        const text = await readFile(`${FOLDER}/${name}`, 'utf8');
        const sha256 = createHash('sha256').update(text).digest('hex');
        const known = applied.get(name);
        if (known === sha256) continue;
        if (known !== undefined)
          throw new MigrationError(
            `Migration ${name} was changed after it was applied. Restore the file, or use the program version that made this database.`,
          );
        await connection.transaction().execute(async (tx) => {
          await sql.raw(text).execute(tx);
          await sql`insert into schema_migration (name, sha256) values (${name}, ${sha256})`.execute(tx);
        });
        done.push(name);
      }
      return done;
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
      await sql`reset lock_timeout`.execute(connection);
    }
  });
}
