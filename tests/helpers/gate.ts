/** Work that writes rows of a table stands still after so many of them, for as long as a test wants. */
import { sql } from 'kysely';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { TestDatabase } from './postgres.ts';
import { waitFor } from './wait-for.ts';

export interface Gate {
  /** Until somebody stands at it: a transaction that is about to insert one row more than may pass. */
  reached(): Promise<void>;
  /** Whoever stands at it goes on; from `rows` rows on it is closed again. Infinity: for good. */
  passUntil(rows: number): Promise<void>;
}

/** Any number; a database has one gate. */
const KEY = 4_711;

/** Closes it for inserts into `table` from `rows` rows on. */
export async function closeGate({ db, url }: TestDatabase, table: string, rows: number): Promise<Gate> {
  // The lock is a session's: held for as long as this one is there.
  const holder = new pg.Client({ connectionString: url });
  holder.on('error', () => {});
  await holder.connect();
  onTestFinished(() => holder.end());
  const lock = () => holder.query(`select pg_advisory_lock(${KEY})`);
  await lock();
  await sql`create table test_gate as select ${rows}::float8 as rows`.execute(db);
  await sql`
    create function test_gate() returns trigger language plpgsql as $$ begin
      if (select count(*) from ${sql.table(table)}) >= (select rows from test_gate) then
        perform pg_advisory_xact_lock_shared(${sql.lit(KEY)});
      end if;
      return new;
    end $$`.execute(db);
  await sql`
    create trigger test_gate before insert on ${sql.table(table)} for each row execute function test_gate()`.execute(
    db,
  );
  return {
    async reached() {
      await waitFor(async () => {
        const { rows: found } = await sql<{ waiting: number }>`
          select count(*) as waiting from pg_locks
          where locktype = 'advisory' and objid = ${KEY} and not granted`.execute(db);
        return (found[0]?.waiting ?? 0) > 0;
      });
    },
    async passUntil(next) {
      await sql`update test_gate set rows = ${next}::float8`.execute(db);
      await holder.query(`select pg_advisory_unlock(${KEY})`);
      // Granted when those who stood at it have ended their transactions, by a commit or because they are dead.
      if (next < Infinity) await lock();
    },
  };
}
