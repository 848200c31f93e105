/** Text that Postgres cannot hold, and times that are none, are a fault of the request and not of the server. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, makeCustomer, unique } from './api-mail.ts';

let test: TestApp;
let admin: Person;
let customerId: number;
let accountId: number;
beforeAll(async () => {
  test = await startTestApp();
  admin = await makePerson(test, 'admin');
  customerId = (await makeCustomer(test, admin.user.id)).id;
  accountId = (await connectAccount(test, admin.user.id)).id;
});
afterAll(() => test.close());

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

it.each(['\0', '\ud800', '\udfff\ud800'])('%j is refused wherever a text is taken', async (odd) => {
  const text = `a${odd}b`;
  const calls: ['POST' | 'PATCH', string, object][] = [
    ['POST', '/api/v1/api-tokens', { name: text, scopes: ['read'] }],
    ['PATCH', '/api/v1/me', { name: text }],
    ['PATCH', '/api/v1/company', { name: text }],
    ['POST', `/api/v1/customers/${customerId}/contacts`, { name: 'x', addresses: [`${text}@acme.example`] }],
    ['PATCH', `/api/v1/mail-accounts/${accountId}`, { displayName: text }],
    ['POST', '/api/v1/session', { email: `${text}@acme.example`, password: 'x' }],
    ['POST', '/api/v1/customers', { name: unique('x'), note: text }],
    ['POST', '/api/v1/customers', { name: unique('x'), [text]: 1 }],
  ];
  for (const [method, url, body] of calls) {
    const reply = await admin.call(method, url, body);
    expect([url, reply.statusCode, reply.json().error?.code]).toEqual([url, 400, 'invalid-request']);
  }
});

it('control characters are in no address', async () => {
  for (const odd of ['\0', '\u0001', '\u007f', '\u0085']) {
    const at = encodeURIComponent(`a${odd}b@acme.example`);
    expect((await admin.call('GET', `/api/v1/unfiled/messages?address=${at}`)).statusCode).toBe(400);
  }
  expect((await admin.call('GET', '/api/v1/customers?search=a%00b')).statusCode).toBe(400);
});

it.each([
  '2026-99-99 10:00:00+00',
  '2026-02-30 10:00:00+00',
  '2026-01-01 25:00:00+00',
  '2026-01-01 10:00:61+00',
  '2026-01-01 10:00:00+99',
  '999999-01-01 10:00:00+00',
  '0000-01-01 10:00:00+00',
  '5000-01-01 10:00:00+00 BC',
])('a cursor of %s is not one of the list', async (time) => {
  for (const url of [
    `/api/v1/customers/${customerId}/timeline?cursor=${cursor(time, 1)}`,
    `/api/v1/customers?order=last-mail&cursor=${cursor(time, 1)}`,
    `/api/v1/unfiled?cursor=${cursor(time, 'a@acme.example')}`,
    `/api/v1/unfiled/messages?address=a@acme.example&cursor=${cursor(time, 1)}`,
  ]) {
    const reply = await admin.call('GET', url);
    expect([url, reply.statusCode, reply.json().error?.code]).toEqual([url, 400, 'invalid-request']);
  }
});

it.each([
  '2026-01-01 10:00:00.123456+00',
  '2024-02-29 23:59:60+08',
  '0099-12-31 10:00:00+05:30',
  '-infinity',
])('a cursor of %s is good', async (time) => {
  const url = `/api/v1/customers/${customerId}/timeline?cursor=${cursor(time, 1)}`;
  expect((await admin.call('GET', url)).statusCode).toBe(200);
});

it('nor may a cursor by name hold what no name can', async () => {
  const url = `/api/v1/customers?order=name&cursor=${cursor('a\ud800', 1)}`;
  expect((await admin.call('GET', url)).statusCode).toBe(400);
});
