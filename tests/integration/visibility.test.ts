/** I9: every route × every role × one's own and another's. A route that the table does not know fails. */
import { type RouteName, routes } from '@tradepost/contract';
import { verifyAudit } from '@tradepost/core/audit/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, signedIn, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';
import type { Area, Call, Column, Row } from './visibility/area.ts';
import { COLUMNS } from './visibility/area.ts';
import { AREAS } from './visibility/areas.ts';

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
  const rows = Object.values(AREAS).flatMap((area) => Object.keys(area.rows));
  expect(rows.sort()).toEqual(Object.keys(routes).sort());
});

async function send(person: Person | null, name: RouteName, { url, body, headers }: Call): Promise<Reply> {
  const { method } = routes[name];
  if (name === 'liveEvents' && person !== null) {
    const reply = await person.open(url);
    reply.stream().destroy();
    return reply;
  }
  if (person !== null) return person.call(method, url, body, headers);
  return test.app.inject({ method, url, ...(body === undefined ? {} : { payload: body }) });
}

function outcome(reply: Reply, call: Call): string {
  if (reply.statusCode !== 200 || call.sees === undefined) return String(reply.statusCode);
  return call.sees(reply) ? 'sees' : 'blank';
}

/** It prepares something first, which would be there for the next route, too. */
const prepares = (row: Row<unknown>) => row.call.constructor.name === 'AsyncFunction';
/** A GET, or what will be refused: nothing is another after it. */
const leavesAlone = (reads: boolean, row: Row<unknown>, cell: string) =>
  reads || (cell.startsWith('4') && !prepares(row));
const asksForThings = (row: Row<unknown>) => row.call.length > 1;

async function look(area: Area, column: Column) {
  const got: Record<string, string> = {};
  const expected: Record<string, string> = {};
  const person = column === 'nobody' ? null : await makePerson(test, column);
  const other = await makePerson(test, 'salesperson');
  const owners = { own: person ?? other, other };
  const rows = Object.entries(area.rows) as [RouteName, Row<unknown>][];
  const isRead = ([name]: [RouteName, unknown]) => routes[name].method === 'GET';
  for (const side of ['own', 'other'] as const) {
    const owner = owners[side].user.id;
    const shared = await area.make(test, owner);
    // All that reads first: it sees the things as they were made.
    for (const one of [...rows.filter(isRead), ...rows.filter((row) => !isRead(row))]) {
      const [name, row] = one;
      const cell = row[side].split(' ')[COLUMNS.indexOf(column)] as string;
      // What changes something gets things, and a session, of its own.
      const alone = column !== 'nobody' && asksForThings(row) && !leavesAlone(isRead(one), row, cell);
      const things = alone ? await area.make(test, owner) : shared;
      const caller = isRead(one) || person === null ? person : await signedIn(test, person.user);
      const call = await row.call(test, things);
      got[`${name} ${side}`] = outcome(await send(caller, name, call), call);
      expected[`${name} ${side}`] = cell;
    }
  }
  return { got, expected };
}

describe.each(Object.entries(AREAS))('%s', (_name, area) => {
  it.each(COLUMNS)('%s gets of every route what the table says', async (column) => {
    const { got, expected } = await look(area, column);
    expect(got).toEqual(expected);
  });
});

describe('a mail that two salespeople have to do with', () => {
  it('shows each only the own places, filings and mails of the thread', async () => {
    const [anna, bo] = [await makePerson(test, 'salesperson'), await makePerson(test, 'salesperson')];
    const accounts = [
      await connectAccount(test, anna.user.id),
      await connectAccount(test, bo.user.id),
    ] as const;
    const buyer = `${unique('buyer')}@acme.example`;
    const agent = `${unique('agent')}@bolt.example`;
    const annas = await makeCustomer(test, anna.user.id, { addresses: [buyer] });
    const bos = await makeCustomer(test, bo.user.id, { addresses: [agent] });
    // In Bo's account only; filed to a customer of each.
    const first = textMail({ from: buyer, to: `${accounts[1].address}, ${agent}`, subject: 'Joint order' });
    const id = await deliver(test, accounts[1], first);
    // An answer in the thread that concerns Bo alone.
    const parent = /Message-ID: <(.+)>/.exec(first)?.[1];
    await deliver(
      test,
      accounts[1],
      textMail({
        from: agent,
        to: accounts[1].address,
        subject: 'Re: Joint order',
        headers: [`In-Reply-To: <${parent}>`],
      }),
    );

    const annasView = (await anna.call('GET', `/api/v1/messages/${id}`)).json();
    expect(annasView.places).toEqual([]);
    expect(annasView.filings.map((filing: { customerId: number }) => filing.customerId)).toEqual([annas.id]);
    expect(annasView.thread).toHaveLength(1);
    const bosView = (await bo.call('GET', `/api/v1/messages/${id}`)).json();
    expect(bosView.places).toHaveLength(1);
    expect(bosView.filings.map((filing: { customerId: number }) => filing.customerId)).toEqual([bos.id]);
    expect(bosView.thread).toHaveLength(2);

    const filing = annasView.filings[0].id;
    expect((await bo.call('DELETE', `/api/v1/filings/${filing}`)).statusCode).toBe(404);
    expect((await anna.call('DELETE', `/api/v1/filings/${filing}`)).statusCode).toBe(200);
    expect((await anna.call('GET', `/api/v1/messages/${id}`)).statusCode).toBe(404);
  });

  it('does not tell whose customer an address belongs to, but to those who may know', async () => {
    const anna = await makePerson(test, 'salesperson');
    const manager = await makePerson(test, 'manager');
    const address = `${unique('taken')}@secret.example`;
    await makeCustomer(test, (await makePerson(test, 'salesperson')).user.id, {
      name: 'Secret Steel',
      addresses: [address],
    });
    const body = { name: 'Mine', contacts: [{ addresses: [address] }] };
    const told = await anna.call('POST', '/api/v1/customers', body);
    expect(told.statusCode).toBe(409);
    expect(told.json().error.code).toBe('address-taken');
    expect(told.body).not.toContain('Secret Steel');
    expect((await manager.call('POST', '/api/v1/customers', body)).body).toContain('Secret Steel');
  });

  it('is not seen through internal or unfiled mail of a colleague', async () => {
    const anna = await makePerson(test, 'salesperson');
    const [one, two] = [await connectAccount(test, null), await connectAccount(test, null)];
    const internal = await deliver(test, one, textMail({ from: two.address, to: one.address }));
    expect((await anna.call('GET', `/api/v1/messages/${internal}`)).statusCode).toBe(404);
    const customer = await makeCustomer(test, anna.user.id);
    const filed = await anna.call('POST', `/api/v1/messages/${internal}/filings`, {
      customerId: customer.id,
    });
    expect(filed.statusCode).toBe(404);
  });
});

describe('a manager’s reading of a salesperson’s mail', () => {
  it('is in the audit log, once, whatever of the mail is read; the salesperson’s own is not', async () => {
    const anna = await makePerson(test, 'salesperson');
    const manager = await makePerson(test, 'manager');
    const account = await connectAccount(test, anna.user.id);
    const buyer = `${unique('buyer')}@acme.example`;
    await makeCustomer(test, anna.user.id, { addresses: [buyer] });
    const id = await deliver(test, account, textMail({ from: buyer, to: account.address }));
    for (const what of ['', '/raw', '']) await manager.call('GET', `/api/v1/messages/${id}${what}`);
    await anna.call('GET', `/api/v1/messages/${id}`);
    const rows = await test.deps.db
      .selectFrom('audit_log')
      .select(['actor_id', 'action'])
      .where('subject_kind', '=', 'message')
      .where('subject_id', '=', String(id))
      .execute();
    expect(rows).toEqual([{ actor_id: manager.user.id, action: 'message.read' }]);
    expect(await verifyAudit(test.deps.db)).toMatchObject({ brokenAt: null });
  });
});
