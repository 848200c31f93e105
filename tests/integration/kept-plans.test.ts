/** Statements whose plan a connection keeps. */
import { connect, type DB } from '@tradepost/db';
import { keptPlan } from '@tradepost/db/kept-plans';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
let db: Kysely<DB>;
beforeAll(async () => {
  database = await createTestDatabase();
  // One connection: what it has prepared is all there is.
  db = connect({ url: database.url, applicationName: 'test', max: 1 });
});
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const prepared = async () => {
  const { rows } = await sql<{ plans: number }>`
    select generic_plans + custom_plans as plans from pg_prepared_statements where statement like '/* kept */%'`.execute(
    db,
  );
  return rows.map(({ plans }) => Number(plans));
};

it('is prepared once, answers by the values of each call, and is gone with its connection alone', async () => {
  const named = (email: string) =>
    keptPlan(sql<{ email: string }>`select email from app_user where email = ${email}`)
      .execute(db)
      .then(({ rows }) => rows);
  expect(await named('anna@export.example')).toEqual([]);
  await sql`insert into app_user (email, name, role) values ('anna@export.example', 'Anna', 'owner')`.execute(
    db,
  );
  expect(await named('anna@export.example')).toEqual([{ email: 'anna@export.example' }]);
  expect(await named('nobody@export.example')).toEqual([]);
  expect(await prepared()).toEqual([3]);
});

it('is kept in no more than 40 ways, and answers in any other all the same', async () => {
  for (let n = 1; n <= 45; n++) {
    const { rows } = await keptPlan(
      sql<{ n: number }>`select ${n}::int + ${sql.raw(String(n))} as n`,
    ).execute(db);
    expect(rows).toEqual([{ n: n + n }]);
  }
  expect(await prepared()).toHaveLength(40);
});

it('is not prepared again in a transaction that has failed, nor forgotten with it', async () => {
  const answer = (text: string) => keptPlan(sql`select ${text}::int as n`);
  await db
    .transaction()
    .execute((tx) => answer('no number').execute(tx))
    .catch(() => {});
  expect((await answer('7').execute(db)).rows).toEqual([{ n: 7 }]);
});
