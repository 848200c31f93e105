import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let manager: Person;
beforeAll(async () => {
  test = await startTestApp();
  manager = await makePerson(test, 'manager');
});
afterAll(() => test.close());
const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;

describe('a customer', () => {
  it('is made with contacts and domains, normalised, and its past is filed in the background', async () => {
    const reply = await manager.call('POST', '/api/v1/customers', {
      name: '  Åberg & Søn ',
      country: 'DK',
      grade: 'A',
      domains: ['https://www.AbergSon.dk/en'],
      contacts: [{ name: 'Mette', addresses: ['Mette@AbergSon.dk', 'mette@abergson.dk'] }],
    });
    expect(reply.json()).toMatchObject({
      name: 'Åberg & Søn',
      domains: ['abergson.dk'],
      contacts: [{ addresses: ['mette@abergson.dk'] }],
      refiling: true,
    });
    const jobs = (await manager.call('GET', '/api/v1/jobs')).json<{ items: { kind: string }[] }>();
    expect(jobs.items[0]).toMatchObject({
      kind: 'refile',
      state: 'queued',
      customerId: reply.json<{ id: number }>().id,
    });
  });

  it.each([
    'gmail.com',
    '163.com',
    'vip.qq.com',
    'service.alibaba.com',
    'co.uk',
    'not a domain',
    '127.0.0.1',
  ])('cannot have the domain %s', async (domain) => {
    const reply = await manager.call('POST', '/api/v1/customers', { name: 'X', domains: [domain] });
    expect(code(reply)).toBe('invalid-request');
    expect(reply.json().error.message).toContain(domain);
  });

  it('that was taken off the lists says so on its page, and is put back by who may take it off', async () => {
    const anna = await makePerson(test, 'salesperson');
    const helper = await makePerson(test, 'salesperson');
    const name = unique('Off the lists ');
    const { id } = await makeCustomer(test, anna.user.id, { name });
    const url = `/api/v1/customers/${id}`;
    await anna.call('POST', `${url}/collaborators`, { userId: helper.user.id, canEdit: true });
    const search = `/api/v1/customers?search=${encodeURIComponent(name)}`;
    const listed = async (more = '') => (await anna.call('GET', search + more)).json().items.length;
    expect([(await anna.call('GET', url)).json().archivedAt, await listed()]).toEqual([null, 1]);
    await anna.call('DELETE', url);
    const off = (await anna.call('GET', url)).json();
    expect([off.archivedAt, off.nextContactOn, await listed()]).toEqual([expect.any(String), null, 0]);
    expect(await listed('&archived=true')).toBe(1);
    const other = await makePerson(test, 'salesperson');
    expect((await other.call('GET', `${search}&archived=true`)).json().items).toEqual([]);

    expect(code(await helper.call('POST', `${url}/restore`))).toBe('forbidden');
    const back = (await anna.call('POST', `${url}/restore`)).json();
    expect([back.archivedAt, back.nextContactOn, await listed()]).toEqual([null, expect.any(String), 1]);
    expect((await anna.call('POST', `${url}/restore`)).statusCode).toBe(200);
    const records = await test.deps.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'in', ['customer.archived', 'customer.restored'])
      .where('subject_id', '=', String(id))
      .orderBy('id')
      .execute();
    expect(records.map(({ action }) => action)).toEqual(['customer.archived', 'customer.restored']);
  });

  it('becomes nobody’s who only reads', async () => {
    const reader = await makePerson(test, 'reader', 'Rita Reader');
    const ownerId = reader.user.id;
    const { id } = await makeCustomer(test, manager.user.id);
    const change = { kind: 'assign', ownerId };
    for (const reply of [
      await manager.call('POST', '/api/v1/customers', { name: 'X', ownerId }),
      await manager.call('PATCH', `/api/v1/customers/${id}`, { ownerId }),
      await manager.call('POST', '/api/v1/customers/bulk', { customerIds: [id], change }),
    ])
      expect(reply.json().error).toMatchObject({
        code: 'invalid-request',
        details: { fault: { code: 'unknown-owner', value: 'Rita Reader' } },
      });
  });

  it('cannot take an address of the company itself, or one of another customer', async () => {
    const account = await connectAccount(test, manager.user.id);
    const taken = `${unique('t')}@taken.example`;
    const { id } = await makeCustomer(test, null, { name: 'Holder', addresses: [taken] });
    const add = (address: string) =>
      manager.call('POST', '/api/v1/customers', { name: 'X', contacts: [{ addresses: [address] }] });
    expect(code(await add(account.address))).toBe('invalid-request');
    const refused = await add(taken.toUpperCase());
    expect(refused.json()).toMatchObject({
      error: {
        code: 'address-taken',
        details: {
          customerId: id,
          customerName: 'Holder',
          fault: { code: 'of-customer', value: taken, customerName: 'Holder' },
        },
      },
    });
    // Nothing of the refused customer stays.
    const left = await test.deps.db.selectFrom('customer').selectAll().where('name', '=', 'X').execute();
    expect(left).toEqual([]);
  });

  it('gives an address to one of two who ask for it at once', async () => {
    const address = `${unique('race')}@race.example`;
    const replies = await Promise.all(
      ['One', 'Two'].map((name) =>
        manager.call('POST', '/api/v1/customers', { name, contacts: [{ addresses: [address] }] }),
      ),
    );
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409]);
  });

  it('refuses unknown fields, and says which', async () => {
    const reply = await manager.call('POST', '/api/v1/customers', { name: 'X', owner: 7 });
    expect(reply.json()).toMatchObject({
      error: { code: 'invalid-request', details: [{ field: 'owner', problem: 'is not known here' }] },
    });
    expect(code(await manager.call('GET', '/api/v1/customers?sort=name'))).toBe('invalid-request');
    expect(code(await manager.call('GET', '/api/v1/customers/abc'))).toBe('invalid-request');
    expect(code(await manager.call('GET', '/api/v1/customers?cursor=nonsense'))).toBe('invalid-request');
  });

  it('changes owner only by a leader, on record', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { id } = await makeCustomer(test, anna.user.id);
    const give = (who: Person) => who.call('PATCH', `/api/v1/customers/${id}`, { ownerId: manager.user.id });
    expect(code(await give(anna))).toBe('forbidden');
    expect((await give(manager)).statusCode).toBe(200);
    const record = await test.deps.db
      .selectFrom('audit_log')
      .select(['detail', 'actor_id'])
      .where('action', '=', 'customer.owner-changed')
      .where('subject_id', '=', String(id))
      .execute();
    expect(record).toEqual([
      {
        actor_id: manager.user.id,
        detail: expect.objectContaining({ from: anna.user.id, to: manager.user.id }),
      },
    ]);
  });
});

describe('the list of customers', () => {
  it.each(['name', 'last-mail'])('by %s gives each once over its pages', async (order) => {
    const anna = await makePerson(test, 'salesperson');
    const account = await connectAccount(test, anna.user.id);
    const made: number[] = [];
    for (let i = 0; i < 7; i++) {
      const address = `${unique('p')}@page.example`;
      made.push(
        (await makeCustomer(test, anna.user.id, { name: i < 3 ? 'Same' : `N${i}`, addresses: [address] })).id,
      );
      if (i % 2 === 0) await deliver(test, account, textMail({ from: address, to: account.address }));
    }
    const seen: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const url: string = `/api/v1/customers?limit=2&order=${order}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await anna.call('GET', url)).json<{
        items: { id: number }[];
        nextCursor: string | null;
      }>();
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(new Set(made));
  });

  it('is searched by name, address and domain, with % and _ as plain characters', async () => {
    await manager.call('POST', '/api/v1/customers', {
      name: 'Percent 100%_Pure',
      domains: ['pure100.example.com'],
    });
    const names = async (search: string) =>
      (await manager.call('GET', `/api/v1/customers?search=${encodeURIComponent(search)}`))
        .json<{ items: { name: string }[] }>()
        .items.map((item) => item.name);
    expect(await names('100%_p')).toEqual(['Percent 100%_Pure']);
    expect(await names('PURE100')).toEqual(['Percent 100%_Pure']);
    expect(await names('%zzz')).toEqual([]);
  });
});
