/** What a person is told in the product: once, to him alone, at once where his page is open. */
import { NoticeAnnouncer } from '@tradepost/core/notices/announce';
import { raiseNotice } from '@tradepost/core/notices/raise-notice';
import { subscribeEvents } from '@tradepost/core/events/events';
import { openSubscriber } from '@tradepost/core/events/subscriber';
import { makeEventFilter } from '@tradepost/api/live/event-filter';
import type { LiveEvent, NoticeKind } from '@tradepost/contract';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { makeCustomer, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  bo = await makePerson(test, 'salesperson', 'Bo');
});
afterAll(() => test.close());

const raise = (people: readonly Person[], key = unique('key'), customerId: number | null = null) =>
  test.deps.db.transaction().execute((tx) =>
    raiseNotice(tx, {
      userIds: people.map(({ user }) => user.id),
      kind: 'customer-assigned' satisfies NoticeKind,
      key,
      customerId,
      detail: { customerName: 'Acme' },
    }),
  );

interface Item {
  id: number;
  customerId: number | null;
  customerName: string | null;
  readAt: string | null;
  detail: object;
}
const list = async (person: Person, query = '') =>
  (await person.call('GET', `/api/v1/notices?${query}`)).json<{ items: Item[]; nextCursor: string | null }>();
const unread = async (person: Person) =>
  (await person.call('GET', '/api/v1/notices/unread')).json<{ count: number }>().count;

it('tells each person once per kind and key', async () => {
  expect(await raise([anna, bo], 'same')).toHaveLength(2);
  expect(await raise([anna, bo], 'same')).toEqual([]);
  expect((await list(anna)).items).toHaveLength(1);
  expect(await unread(bo)).toBe(1);
});

it('is read one by one, or all up to the newest that was seen', async () => {
  const person = await makePerson(test, 'salesperson');
  for (let i = 0; i < 4; i++) await raise([person]);
  const { items } = await list(person);
  await person.call('POST', `/api/v1/notices/${items[3]!.id}/read`);
  expect(await unread(person)).toBe(3);
  // What came while he looked at the list is news still.
  await raise([person]);
  await person.call('POST', '/api/v1/notices/read', { upTo: items[0]!.id });
  expect(await unread(person)).toBe(1);
  expect((await list(person, 'unread=true')).items).toHaveLength(1);
  expect((await bo.call('POST', `/api/v1/notices/${items[0]!.id}/read`)).statusCode).toBe(404);
});

it('comes in pages, newest first', async () => {
  const person = await makePerson(test, 'salesperson');
  for (let i = 0; i < 5; i++) await raise([person]);
  const first = await list(person, 'limit=3');
  const second = await list(person, `limit=3&cursor=${encodeURIComponent(first.nextCursor ?? '')}`);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(5);
});

it('does not name or link a customer that he may not see any more', async () => {
  const customer = await makeCustomer(test, anna.user.id, { name: 'Secret Steel' });
  await raise([anna, bo], unique('key'), customer.id);
  expect((await list(anna)).items[0]).toMatchObject({
    customerId: customer.id,
    customerName: 'Secret Steel',
  });
  expect((await list(bo)).items[0]).toMatchObject({ customerId: null, customerName: null });
});

it('reaches the open pages of that person, whoever raised it, and nobody else’s', async () => {
  const events: LiveEvent[] = [];
  const subscriber = openSubscriber(test.deps.redis);
  const subscription = await subscribeEvents(subscriber, (event) => events.push(event));
  try {
    const announcer = new NoticeAnnouncer(test.deps.db, test.deps.notifier);
    // What was there before is no news.
    await announcer.look();
    await raise([bo]);
    await announcer.look();
    await announcer.look();
    await waitFor(() => events.length > 0, { what: 'the event' });
    expect(events).toEqual([{ type: 'notice', userId: bo.user.id }]);
    const filterOf = async ({ user }: Person) =>
      makeEventFilter(test.deps.db, scopeOf(await loadViewer(test.deps.db, user)));
    expect(await (await filterOf(bo))(events[0]!)).toBe(true);
    expect(await (await filterOf(anna))(events[0]!)).toBe(false);
    const owner = await makePerson(test, 'owner');
    expect(await (await filterOf(owner))(events[0]!)).toBe(false);
  } finally {
    await subscription.close();
  }
});

it('of two transactions tells also of the one that commits late with a lower id', async () => {
  const told: LiveEvent[] = [];
  const announcer = new NoticeAnnouncer(test.deps.db, {
    publish: async (event) => void told.push(event),
  });
  await announcer.look();
  const { promise: raised, resolve: tellRaised } = Promise.withResolvers<void>();
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  const slow = test.deps.db.transaction().execute(async (tx) => {
    await raiseNotice(tx, { userIds: [anna.user.id], kind: 'import-done', key: unique('slow') });
    tellRaised();
    await go;
  });
  await raised;
  await raise([bo]);
  await announcer.look();
  letGo();
  await slow;
  await announcer.look();
  expect(told.map(({ userId }) => userId)).toEqual([bo.user.id, anna.user.id]);
});
