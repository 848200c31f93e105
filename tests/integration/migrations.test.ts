/** Bringing a database to the newest version. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate, MigrationError } from '@tradepost/db';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'tradepost-migrations-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

it('is done once, in the order of numbers', async () => {
  expect(await migrate(database.url)).toEqual([]);
  await writeFile(path.join(folder, '9002-second.sql'), 'alter table tried add column more int;');
  await writeFile(path.join(folder, '9001-first.sql'), 'create table tried (id int);');
  expect(await migrate(database.url, folder)).toEqual(['9001-first.sql', '9002-second.sql']);
  expect(await migrate(database.url, folder)).toEqual([]);
});

it('says what is wrong in one that fails, and leaves nothing of it', async () => {
  await writeFile(
    path.join(folder, '9003-third.sql'),
    'create table half (id int); select nothing from nowhere;',
  );
  await expect(migrate(database.url, folder)).rejects.toThrow('relation "nowhere" does not exist');
  expect((await sql`select to_regclass('half') as found`.execute(database.db)).rows).toEqual([
    { found: null },
  ]);
});

it('says so where the server ends its session while it works', async () => {
  await writeFile(
    path.join(folder, '9003-third.sql'),
    'create table half (id int); select pg_terminate_backend(pg_backend_pid());',
  );
  await expect(migrate(database.url, folder)).rejects.toThrow(/terminat/i);
  expect((await sql`select to_regclass('half') as found`.execute(database.db)).rows).toEqual([
    { found: null },
  ]);
});

it('has no time-out of its own, neither here nor in the server', async () => {
  await writeFile(
    path.join(folder, '9003-third.sql'),
    `create table waited as select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
       current_setting('idle_in_transaction_session_timeout') as idle;`,
  );
  expect(await migrate(database.url, folder)).toEqual(['9003-third.sql']);
  expect((await sql`select * from waited`.execute(database.db)).rows).toEqual([
    { statement: '0', lock: '0', idle: '0' },
  ]);
});

it('refuses a file that was changed after it was applied', async () => {
  await writeFile(path.join(folder, '9001-first.sql'), 'create table other (id int);');
  await expect(migrate(database.url, folder)).rejects.toThrow(MigrationError);
});
