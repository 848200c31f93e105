import { createApiToken, revokeApiToken } from '@tradepost/core/users/api-token';
import { publishEvent } from '@tradepost/core/events/events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, makeCustomer } from './api-mail.ts';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

/** Opens the stream of events; `events` grows as they come. */
async function listen(person: Person) {
  const reply = await person.open('/api/v1/events');
  const events: Record<string, unknown>[] = [];
  const stream = reply.stream();
  stream.setEncoding('utf8');
  let rest = '';
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts)
      if (part.startsWith('data: ')) events.push(JSON.parse(part.slice('data: '.length)));
  });
  stream.on('error', () => {});
  return { reply, stream, events };
}

const subscribed = async () => {
  const { deps } = test;
  await waitFor(async () => {
    const [, count] = (await deps.redis.pubsub('NUMSUB', 'tradepost:live')) as [string, number];
    return Number(count) > 0;
  });
};

it('tells each only of what he may see', async () => {
  const [anna, bo] = [await makePerson(test, 'salesperson'), await makePerson(test, 'salesperson')];
  const manager = await makePerson(test, 'manager');
  const annas = await makeCustomer(test, anna.user.id);
  const bos = await connectAccount(test, bo.user.id);
  const [a, b, m] = [await listen(anna), await listen(bo), await listen(manager)];
  expect(a.reply.headers['content-type']).toContain('text/event-stream');
  await subscribed();
  const timeline = { type: 'timeline', customerId: annas.id } as const;
  const account = { type: 'account', accountId: bos.id } as const;
  await publishEvent(test.deps.redis, timeline);
  await publishEvent(test.deps.redis, account);
  await publishEvent(test.deps.redis, { type: 'unfiled' });
  await waitFor(() => m.events.length === 2 && a.events.length === 1 && b.events.length === 1);
  expect(m.events).toEqual([timeline, account]);
  expect(a.events).toEqual([timeline]);
  expect(b.events).toEqual([account]);
});

it('goes on after Redis was killed and came back', async () => {
  const anna = await makePerson(test, 'salesperson');
  const customer = await makeCustomer(test, anna.user.id);
  const { events } = await listen(anna);
  await subscribed();
  await test.redisServer.kill();
  expect((await anna.call('GET', '/api/v1/customers')).statusCode).toBe(200);
  const written = await anna.call('POST', '/api/v1/customers', { name: 'Made while Redis was away' });
  expect(written.statusCode).toBe(200);
  expect((await test.app.inject('/ready')).json()).toMatchObject({ status: 'degraded', redis: false });
  await test.redisServer.restart();
  await waitFor(async () => {
    await publishEvent(test.deps.redis, { type: 'timeline', customerId: customer.id });
    return events.length > 0;
  });
});

it('ends with the session, the token, the right to sign in, or another role', async () => {
  await test.close();
  test = await startTestApp({ heartbeatMs: 50 });
  const { app, deps } = test;
  const people = [];
  for (let i = 0; i < 5; i++) people.push(await makePerson(test, 'salesperson'));
  const [signsOut, losesToken, disabled, promoted, stays] = people as [
    Person,
    Person,
    Person,
    Person,
    Person,
  ];
  const { token, row } = await createApiToken(deps.db, losesToken.user.id, { name: 'x', scopes: ['read'] });
  const open = async (headers: Record<string, string>) => {
    const reply = await app.inject({ url: '/api/v1/events', headers, payloadAsStream: true });
    const state = { ended: false, pings: 0 };
    reply
      .stream()
      .on('data', () => state.pings++)
      .on('end', () => (state.ended = true));
    return state;
  };
  const streams = await Promise.all([
    open({ cookie: signsOut.cookie }),
    open({ authorization: `Bearer ${token}` }),
    open({ cookie: disabled.cookie }),
    open({ cookie: promoted.cookie }),
    open({ cookie: stays.cookie }),
  ]);
  await waitFor(() => streams.every(({ pings }) => pings > 2));
  expect(streams.some(({ ended }) => ended)).toBe(false);
  await signsOut.call('DELETE', '/api/v1/session');
  await revokeApiToken(deps.db, losesToken.user.id, row.id);
  const change = (person: Person, changes: object) =>
    deps.db.updateTable('app_user').set(changes).where('id', '=', person.user.id).execute();
  await change(disabled, { disabled_at: new Date() });
  await change(promoted, { role: 'manager' });
  await waitFor(() => streams.filter(({ ended }) => ended).length === 4);
  const { pings } = streams[4] as { pings: number };
  await waitFor(() => (streams[4] as { pings: number }).pings > pings);
  expect(streams[4]?.ended).toBe(false);
});

it('lets nobody hold more than ten streams, and ends them when the app closes', async () => {
  const anna = await makePerson(test, 'salesperson');
  const origin = await test.app.listen({ host: '127.0.0.1', port: 0 });
  const open = async () => {
    const leave = new AbortController();
    const reply = await fetch(`${origin}/api/v1/events`, {
      headers: { cookie: anna.cookie },
      signal: leave.signal,
    });
    return { reply, leave };
  };
  const streams = await Promise.all(Array.from({ length: 10 }, open));
  expect(streams.map(({ reply }) => reply.status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect((await open()).reply.status).toBe(429);
  streams.pop()?.leave.abort();
  const eleventh = await waitFor(async () => {
    const one = await open();
    return one.reply.status === 200 && one;
  });
  const text = eleventh.reply.text();
  await test.app.close();
  // An event that a page hears, so that it expects more of them and misses them when they stay away.
  expect(await text).toContain('\n\nevent: ping\ndata:\n\n');
});
