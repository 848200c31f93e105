/** A fair's cards: what became of them. */
import type { Batch, BatchCustomer } from '@tradepost/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  manager = await makePerson(test, 'manager', 'Marta');
});
afterAll(() => test.close());

const makeBatch = async (person = anna, name = unique('Fair ')) =>
  (
    await person.call('POST', '/api/v1/batches', {
      name,
      kind: 'trade-fair',
      heldOn: '2025-10-15',
      place: '广州',
    })
  ).json<Batch>();
const counts = async (id: number, person = anna) =>
  (await person.call('GET', `/api/v1/batches/${id}`)).json<Batch>().counts;
const drill = async (id: number, step: string, person = anna) =>
  (await person.call('GET', `/api/v1/batches/${id}/customers?step=${step}&limit=200`)).json<{
    items: BatchCustomer[];
  }>().items;

it('S1-01 a batch of 320 cards shows how many were entered, contacted, replied, quoted and ordered, and who', async () => {
  const { db } = test.deps;
  const batch = await makeBatch();
  await sql`
    insert into customer (name, owner_id, batch_id, stage)
    select 'Card ' || n, ${anna.user.id}, ${batch.id},
      case when n <= 3 then 'contract' when n <= 10 then 'negotiation' else 'target' end
    from generate_series(1, 320) n`.execute(db);
  const rows = await db
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('batch_id', '=', batch.id)
    .orderBy('id')
    .execute();
  expect(rows).toHaveLength(320);
  const account = await connectAccount(test, anna.user.id);
  const withAddress = async (index: number) => {
    const customerId = rows[index]?.id as number;
    const address = `${unique('card')}@${unique('cards')}.example`;
    const contact = await db
      .insertInto('contact')
      .values({ customer_id: customerId })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('contact_address')
      .values({ address, contact_id: contact.id, customer_id: customerId })
      .execute();
    return { customerId, address };
  };
  // Five are written to, two of them answer; one was written to long before the fair; one was called.
  for (let i = 20; i < 25; i++) {
    const { address } = await withAddress(i);
    await deliver(
      test,
      account,
      textMail({ from: account.address, to: address, date: new Date(Date.now() + 60_000) }),
    );
    if (i < 22)
      await deliver(
        test,
        account,
        textMail({ from: address, to: account.address, date: new Date(Date.now() + 90_000) }),
      );
  }
  const before = await withAddress(30);
  await deliver(
    test,
    account,
    textMail({ from: account.address, to: before.address, date: new Date('2020-01-01') }),
  );
  const called = rows[40]?.id as number;
  await anna.call('POST', `/api/v1/customers/${called}/activities`, {
    kind: 'call',
    direction: 'outbound',
    state: 'done',
    doneAt: new Date(Date.now() - 1).toISOString(),
    content: 'Told prices',
  });

  expect(await counts(batch.id)).toEqual({ entered: 320, contacted: 6, replied: 2, quoted: 10, ordered: 3 });
  expect((await drill(batch.id, 'contacted')).map(({ id }) => id)).toContain(called);
  expect(await drill(batch.id, 'replied')).toHaveLength(2);
  expect((await drill(batch.id, 'ordered')).map(({ name }) => name)).toEqual(['Card 1', 'Card 2', 'Card 3']);
  const silent = await drill(batch.id, 'not-contacted');
  expect(silent).toHaveLength(200);
  expect(silent.map(({ id }) => id)).toContain(before.customerId);
});

it('a batch counts for each person what he may see', async () => {
  const batch = await makeBatch();
  const bo = await makePerson(test, 'salesperson');
  for (const owner of [anna, anna, bo]) {
    const { id } = await makeCustomer(test, owner.user.id);
    await manager.call('POST', `/api/v1/batches/${batch.id}/customers`, { customerIds: [id] });
  }
  expect((await counts(batch.id)).entered).toBe(2);
  expect((await counts(batch.id, bo)).entered).toBe(1);
  expect((await counts(batch.id, manager)).entered).toBe(3);
});

it('a batch’s name is its own, and only its maker and leaders change it', async () => {
  const batch = await makeBatch();
  const bo = await makePerson(test, 'salesperson');
  const twin = await bo.call('POST', '/api/v1/batches', { name: batch.name.toUpperCase(), kind: 'other' });
  expect(twin.statusCode).toBe(409);
  expect((await bo.call('PATCH', `/api/v1/batches/${batch.id}`, { place: 'x' })).statusCode).toBe(403);
  const archived = await manager.call('PATCH', `/api/v1/batches/${batch.id}`, { archived: true });
  expect(archived.json()).toMatchObject({ archived: true });
  const list = (await anna.call('GET', '/api/v1/batches?limit=200')).json();
  expect(list.items.map((item: Batch) => item.id)).not.toContain(batch.id);
});

it('one puts into a batch only what one may change, all or none', async () => {
  const batch = await makeBatch();
  const mine = await makeCustomer(test, anna.user.id);
  const other = await makeCustomer(test, manager.user.id);
  const reply = await anna.call('POST', `/api/v1/batches/${batch.id}/customers`, {
    customerIds: [mine.id, other.id],
  });
  expect(reply.statusCode).toBe(404);
  expect((await counts(batch.id)).entered).toBe(0);
  const twin = await makeCustomer(test, anna.user.id);
  await anna.call('POST', `/api/v1/customers/${mine.id}/merge`, { sourceId: twin.id });
  const merged = await anna.call('POST', `/api/v1/batches/${batch.id}/customers`, { customerIds: [twin.id] });
  expect(merged.statusCode).toBe(409);
});
