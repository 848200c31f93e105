import { keepHouse } from '@tradepost/core/schedule/housekeeping';
import { insertUser } from '@tradepost/core/users/create';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('removes what has served its time, and nothing that still counts', async () => {
  const { db } = database;
  const user = await insertUser(db, { email: 'anna@own.example', name: 'Anna', role: 'salesperson' }, 'x');
  await sql`insert into session (token_hash, user_id, csrf_token, last_seen_at, expires_at) values
    ('live', ${user.id}, '', now(), now() + interval '1 day'),
    ('idle', ${user.id}, '', now() - interval '2 days', now() + interval '1 day'),
    ('over', ${user.id}, '', now(), now() - interval '1 minute')`.execute(db);
  await sql`insert into invitation (token_hash, kind, role, expires_at) values
    ('open', 'invite', 'reader', now() + interval '1 day'),
    ('lately', 'invite', 'reader', now() - interval '1 day'),
    ('old', 'invite', 'reader', now() - interval '31 days')`.execute(db);
  await sql`insert into login_throttle (key, failures, first_at, blocked_until) values
    ('blocked', 9, now() - interval '3 days', now() + interval '1 hour'),
    ('counting', 1, now() - interval '1 hour', null),
    ('forgotten', 1, now() - interval '3 days', null)`.execute(db);
  await sql`insert into idempotency_key (user_id, key, request_hash, created_at) values
    (${user.id}, 'new', '', now()), (${user.id}, 'old', '', now() - interval '3 days')`.execute(db);
  await sql`insert into background_job (kind, payload, state, finished_at) values
    ('open', '{}', 'queued', null), ('ended', '{}', 'done', now() - interval '1 day'),
    ('old', '{}', 'done', now() - interval '91 days')`.execute(db);
  await sql`insert into letter (author_id, written_by, kind, version, subject, created_at) values
    (${user.id}, ${user.id}, 'new', 1, 'opened', now() - interval '29 days'),
    (${user.id}, ${user.id}, 'new', 1, 'left', now() - interval '31 days'),
    (${user.id}, ${user.id}, 'new', 2, 'written', now() - interval '31 days')`.execute(db);
  await keepHouse(db);
  const left = async (column: string, table: string) =>
    (
      await sql<{
        name: string;
      }>`select ${sql.raw(column)} as name from ${sql.table(table)} order by 1`.execute(db)
    ).rows.map((row) => row.name);
  expect(await left(`convert_from(token_hash, 'UTF8')`, 'session')).toEqual(['live']);
  expect(await left(`convert_from(token_hash, 'UTF8')`, 'invitation')).toEqual(['lately', 'open']);
  expect(await left('key', 'login_throttle')).toEqual(['blocked', 'counting']);
  expect(await left('key', 'idempotency_key')).toEqual(['new']);
  expect(await left('kind', 'background_job')).toEqual(['ended', 'open']);
  expect(await left('subject', 'letter')).toEqual(['opened', 'written']);
});
