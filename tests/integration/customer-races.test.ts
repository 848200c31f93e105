/** Two people at one customer at once: nobody is told of a deadlock, and no history is lost. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { makeCustomer } from './api-mail.ts';

let test: TestApp;
let owner: Person;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  owner = await makePerson(test, 'owner');
});
afterAll(() => test.close());

/** The next write to a row of customer_change that fits fails `times` times as the loser of a deadlock does. */
async function deadlock(times: number): Promise<void> {
  await sql`create sequence if not exists lost`.execute(test.deps.db);
  await sql`select setval('lost', 1, false)`.execute(test.deps.db);
  await sql`
    create or replace function lose() returns trigger language plpgsql as $$
    begin
      if nextval('lost') <= ${sql.lit(times)} then raise exception 'lost' using errcode = '40P01'; end if;
      return new;
    end $$`.execute(test.deps.db);
  await sql`drop trigger if exists lose on customer_change`.execute(test.deps.db);
  await sql`create trigger lose before insert on customer_change for each row execute function lose()`.execute(
    test.deps.db,
  );
}

const gradesOf = async (id: number) =>
  (
    await test.deps.db
      .selectFrom('customer_change')
      .select(['old_value', 'new_value'])
      .where('customer_id', '=', id)
      .where('field', '=', 'grade')
      .orderBy('id')
      .execute()
  ).map((row) => `${row.old_value}>${row.new_value}`);

it('a change that loses a deadlock is made again, once', async () => {
  const { id } = await makeCustomer(test, owner.user.id);
  await deadlock(2);
  const reply = await owner.call('PATCH', `/api/v1/customers/${id}`, { grade: 'B' });
  expect([reply.statusCode, await gradesOf(id)]).toEqual([200, ['null>B']]);
});

it('one that loses again and again is told to try again, not that the server is at fault', async () => {
  const { id } = await makeCustomer(test, owner.user.id);
  await deadlock(1000);
  const reply = await owner.call('PATCH', `/api/v1/customers/${id}`, { grade: 'B' });
  await deadlock(0);
  expect([reply.statusCode, reply.json().error.code, await gradesOf(id)]).toEqual([409, 'conflict', []]);
});

it('edits, merges and hand-overs at once all end with an answer, and every grade is in the history', async () => {
  const seller = await makePerson(test, 'salesperson');
  const one = await makeCustomer(test, owner.user.id);
  const two = await makeCustomer(test, owner.user.id);
  const replies = await Promise.all(
    Array.from({ length: 6 }, (_, i) => [
      owner.call('PATCH', `/api/v1/customers/${one.id}`, { grade: 'ABCD'[i % 4] }),
      owner.call('PATCH', `/api/v1/customers/${two.id}`, { ownerId: i % 2 ? seller.user.id : owner.user.id }),
      owner.call('POST', `/api/v1/customers/${i % 2 ? one.id : two.id}/merge`, {
        sourceId: i % 2 ? two.id : one.id,
      }),
    ]).flat(),
  );
  for (const reply of replies) expect([200, 404, 409, 422]).toContain(reply.statusCode);
  const history = await gradesOf(one.id);
  for (const [i, step] of history.entries())
    expect(step.split('>')[0]).toBe(i === 0 ? 'null' : history[i - 1]?.split('>')[1]);
});

it('a name that another takes between the look and the write is told as taken, not as a fault of the server', async () => {
  const { db } = test.deps;
  const { id } = await db
    .insertInto('competitor')
    .values({ name: 'Rival before', created_by: owner.user.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  const reply = await db.transaction().execute(async (tx) => {
    await tx.insertInto('competitor').values({ name: 'Rival now', created_by: owner.user.id }).execute();
    const renamed = owner.call('PATCH', `/api/v1/competitors/${id}`, { name: 'Rival now' });
    await waitFor(async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        db,
      );
      return (rows[0]?.n ?? 0) > 0;
    });
    // Not awaited here: it waits for this transaction's end.
    return { renamed };
  });
  const { statusCode, body } = await reply.renamed;
  expect([statusCode, JSON.parse(body).error.code]).toEqual([409, 'conflict']);
});
