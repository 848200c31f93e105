/** I9: every route × every role × one's own and another's. A route that the table does not know fails. */
import { type RouteName, routes } from '@tradepost/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, signedIn, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';
import { type Call, CALLS, makeThings } from './visibility-calls.ts';
import { COLUMNS, type Column, TABLE } from './visibility-table.ts';

/** What is no part of the contract: all public, none says anything of the company. */
const PLAIN = ['/api/openapi.json', '/health', '/ready'];

let test: TestApp;
const registered: string[] = [];
beforeAll(async () => {
  test = await startTestApp({
    requestsAMinute: 1_000_000,
    onRoute: ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') registered.push(`${one} ${url}`);
    },
  });
});
afterAll(() => test.close());

it('has no route that is not in the contract, and the table has a row for each', () => {
  const known = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
  const unknown = registered.filter(
    (route) =>
      !known.includes(route) &&
      !PLAIN.includes(route.replace('GET ', '')) &&
      !route.startsWith('GET /api/docs'),
  );
  expect(unknown).toEqual([]);
  expect(known.filter((route) => !registered.includes(route))).toEqual([]);
  expect(Object.keys(TABLE).sort()).toEqual(Object.keys(routes).sort());
});

async function send(person: Person | null, name: RouteName, { url, body }: Call): Promise<Reply> {
  const { method } = routes[name];
  if (name === 'liveEvents' && person !== null) {
    const reply = await person.open(url);
    reply.stream().destroy();
    return reply;
  }
  if (person !== null) return person.call(method, url, body);
  return test.app.inject({ method, url, ...(body === undefined ? {} : { payload: body }) });
}

function outcome(reply: Reply, call: Call): string {
  if (reply.statusCode !== 200 || call.sees === undefined) return String(reply.statusCode);
  return call.sees(reply) ? 'sees' : 'blank';
}

describe.each(COLUMNS)('%s', (column: Column) => {
  it('gets of every route what the table says', async () => {
    const got: Record<string, string> = {};
    const expected: Record<string, string> = {};
    const person = column === 'nobody' ? null : await makePerson(test, column);
    const other = await makePerson(test, 'salesperson');
    const owners = { own: person ?? other, other };
    for (const side of ['own', 'other'] as const) {
      const owner = owners[side].user.id;
      const shared = await makeThings(test, owner);
      for (const name of Object.keys(TABLE) as RouteName[]) {
        // What changes something gets things, and a session, of its own.
        const reads = routes[name].method === 'GET';
        const things = reads || column === 'nobody' ? shared : await makeThings(test, owner);
        const caller = reads || person === null ? person : await signedIn(test, person.user);
        const call = await CALLS[name](test, things);
        got[`${name} ${side}`] = outcome(await send(caller, name, call), call);
        expected[`${name} ${side}`] = TABLE[name][side].split(' ')[COLUMNS.indexOf(column)] as string;
      }
    }
    expect(got).toEqual(expected);
  }, 120_000);
});
