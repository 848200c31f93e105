/** What a customer's record holds, and who changes it. */
import type { Customer } from '@tradepost/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { makeCustomer, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp();
  [anna, manager, admin] = await Promise.all([
    makePerson(test, 'salesperson', 'Anna'),
    makePerson(test, 'manager', 'Mei'),
    makePerson(test, 'admin'),
  ]);
});
afterAll(() => test.close());

const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;
const fault = (reply: Reply) =>
  reply.json<{ error: { details?: { fault?: { code: string; value: string | null } } } }>().error.details
    ?.fault;
const read = async (who: Person, id: number) =>
  (await who.call('GET', `/api/v1/customers/${id}`)).json<Customer>();
const patch = (who: Person, id: number, body: object) => who.call('PATCH', `/api/v1/customers/${id}`, body);
const changes = async (id: number, field: string) =>
  (await manager.call('GET', `/api/v1/customers/${id}/changes?field=${field}`)).json<{
    items: { from: string; to: string; reason: string; actorName: string; at: string }[];
  }>().items;
const make = async (body: object = {}) =>
  (await anna.call('POST', '/api/v1/customers', { name: unique('Acme '), ...body })).json<Customer>();
const notices = (userId: number, kind: string, customerId: number) =>
  test.deps.db
    .selectFrom('notice')
    .select('detail')
    .where('user_id', '=', userId)
    .where('kind', '=', kind)
    .where('customer_id', '=', customerId)
    .execute();
const audit = async (id: number) =>
  (
    await test.deps.db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_kind', '=', 'customer')
      .where('subject_id', '=', String(id))
      .orderBy('id')
      .execute()
  ).map(({ action }) => action);

describe('the record', () => {
  it('S0-03 keeps three contacts with address and phone beside the company on one page, and finds them', async () => {
    const stem = unique('trio');
    const contacts = ['Ana', 'Bea', 'Cid'].map((name) => ({
      name: `${name} ${stem}`,
      title: 'Buyer',
      addresses: [`${name.toLowerCase()}@${stem}.example`],
      channels: [
        { kind: 'phone', value: '+49 30 1234' },
        { kind: 'whatsapp', value: '+49 170 99' },
      ],
    }));
    const made = await make({ name: `${stem} GmbH`, localName: '三友贸易', contacts });
    const page = await read(anna, made.id);
    expect(page.contacts.map(({ name, addresses }) => [name, addresses])).toEqual(
      contacts.map(({ name, addresses }) => [name, addresses]),
    );
    expect(page.contacts.every(({ channels }) => channels.length === 2)).toBe(true);
    expect(page.contacts.map(({ isMain }) => isMain)).toEqual([true, false, false]);
    for (const word of [`Cid ${stem}`, `bea@${stem}.example`]) {
      const { rows } = { rows: await found(word) };
      expect(rows).toContain(made.id);
    }
  });

  it('S4-B4 holds unit, means of contact, products in use and evaluation of ours, each to be edited', async () => {
    const { id } = await make();
    const body = {
      localName: '阿克米公司',
      country: 'DE',
      region: 'Bayern',
      city: 'München',
      address: 'Hauptstr. 1',
      website: 'acme.example',
      language: 'de',
      businessType: '进口商',
      scale: '50-199',
      preferredChannel: 'whatsapp',
      productsOfInterest: ['Valves', 'valves', ' Pumps '],
      productsInUse: ['Brass valves'],
      usageNote: 'In the plant of Augsburg, from an Italian maker',
      evaluation: 'Good price, slow delivery',
      tags: ['VIP', 'fair'],
    };
    expect((await patch(anna, id, body)).statusCode).toBe(200);
    expect(await read(manager, id)).toMatchObject({
      ...body,
      businessType: 'importer',
      productsOfInterest: ['Valves', 'Pumps'],
      timeZone: 'Europe/Berlin',
    });
    const { payload } = await manager.call(
      'GET',
      `/api/v1/customers/export?format=csv&language=zh-CN&search=${encodeURIComponent('阿克米公司')}`,
    );
    for (const said of ['进口商', 'München', 'Brass valves', 'In the plant of Augsburg', 'Good price, slow'])
      expect(payload).toContain(said);
    await patch(anna, id, { evaluation: null, productsInUse: [] });
    expect(await read(anna, id)).toMatchObject({ evaluation: null, productsInUse: [], city: 'München' });
  });

  it('takes the time zone of the country where it has one, and asks where it has several', async () => {
    const zone = async (body: object) => (await make(body)).timeZone;
    expect(await zone({ country: 'FR' })).toBe('Europe/Paris');
    expect(await zone({ country: 'US' })).toBeNull();
    expect(await zone({ country: 'US', timeZone: 'America/Chicago' })).toBe('America/Chicago');
    const moved = await make({ country: 'FR' });
    await patch(anna, moved.id, { country: 'JP' });
    expect((await read(anna, moved.id)).timeZone).toBe('Asia/Tokyo');
    const zones = (await anna.call('GET', '/api/v1/countries/US')).json<{ timeZones: string[] }>().timeZones;
    expect(zones).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles']));
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, { code: 'not-a-time-zone', value: 'Mars/Olympus' }],
    [{ businessType: 'wizard' }, { code: 'not-in-list', value: 'wizard' }],
    [{ batchId: 999_999 }, { code: 'unknown-batch' }],
    [{ custom: { nothing: 'x' } }, { code: 'unknown-field', value: 'nothing' }],
    [{ name: '  ' }, { code: 'name-missing' }],
  ])('refuses %j, and says what is wrong with it', async (body, why) => {
    const { id } = await make();
    const reply = await patch(anna, id, body);
    expect([reply.statusCode, fault(reply)]).toEqual([400, expect.objectContaining(why)]);
  });

  it.each([
    { stage: 'dreaming' },
    { relationshipType: 'friend' },
    { wings: 2 },
    { tags: ['x'.repeat(51)] },
    { custom: { 'Not A Key': 'x' } },
    { custom: { key: { deep: true } } },
  ])('refuses the shape of %j', async (body) => {
    const { id } = await make();
    expect((await patch(anna, id, body)).statusCode).toBe(400);
  });

  it('S3-05 says in per cent how complete it is, and what is missing, and keeps it for lists', async () => {
    const { id, completeness } = await make();
    expect(completeness.percent).toBe(0);
    await patch(anna, id, { country: 'IT', grade: 'B', source: 'Canton Fair' });
    const after = await read(anna, id);
    expect(after.completeness.percent).toBe(22);
    expect(after.completeness.missing).toContain('email');
    const contact = await anna.call('POST', `/api/v1/customers/${id}/contacts`, {
      name: 'Gina',
      addresses: [`${unique('gina')}@acme.example`],
    });
    const kept = () =>
      test.deps.db
        .selectFrom('customer')
        .select('completeness')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    expect((await kept()).completeness).toBe(44);
    await anna.call('DELETE', `/api/v1/contacts/${contact.json<{ id: number }>().id}`);
    expect((await kept()).completeness).toBe(22);
  });
});

describe('what has a history', () => {
  it('S1-11 goes through the stages from target to after-sales, each change with who, when and why', async () => {
    const { id, stage } = await make();
    expect(stage).toBe('target');
    const stages = ['first-contact', 'negotiation', 'agreement', 'contract', 'delivery', 'after-sales'];
    for (const next of stages) await patch(anna, id, { stage: next, reason: `now ${next}` });
    await patch(anna, id, { stage: 'after-sales' });
    const history = await changes(id, 'stage');
    expect(history.map(({ to }) => to)).toEqual([...stages].reverse());
    expect(history[0]).toMatchObject({ from: 'delivery', reason: 'now after-sales', actorName: 'Anna' });
    const timeline = (await anna.call('GET', `/api/v1/customers/${id}/timeline`)).json<{
      items: { event: string }[];
    }>();
    expect(timeline.items.filter(({ event }) => event === 'stage-changed')).toHaveLength(stages.length);
  });

  it('S2-02 has a relationship of exactly four types, with a history', async () => {
    const { id } = await make();
    for (const type of ['vendor', 'preferred-supplier', 'partner', 'strategic-alliance'])
      expect((await patch(anna, id, { relationshipType: type })).statusCode).toBe(200);
    for (const type of ['customer', 'Vendor', ''])
      expect((await patch(anna, id, { relationshipType: type })).statusCode).toBe(400);
    expect((await changes(id, 'relationship')).map(({ to }) => to)).toEqual([
      'strategic-alliance',
      'partner',
      'preferred-supplier',
      'vendor',
    ]);
  });

  it('says who made it a key account, page by page', async () => {
    const { id } = await make();
    for (const keyAccount of [true, false, true]) await patch(anna, id, { keyAccount, reason: 'Fair' });
    expect((await read(anna, id)).keyAccount).toBe(true);
    const page = (await anna.call('GET', `/api/v1/customers/${id}/changes?limit=2`)).json<{
      items: object[];
      nextCursor: string;
    }>();
    expect(page.items).toHaveLength(2);
    const rest = await anna.call('GET', `/api/v1/customers/${id}/changes?limit=2&cursor=${page.nextCursor}`);
    expect(rest.json()).toMatchObject({ items: [{ from: 'no', to: 'yes' }], nextCursor: null });
  });
});

describe('S3-10 the stamps of the record', () => {
  it('S3-10 tell who made, verified and reviewed it, and when it changed', async () => {
    const { id } = await make();
    await anna.call('POST', `/api/v1/customers/${id}/verify`);
    await manager.call('POST', `/api/v1/customers/${id}/review`);
    expect(await read(anna, id)).toMatchObject({
      createdByName: 'Anna',
      verifiedByName: 'Anna',
      reviewedByName: 'Mei',
      verifiedAt: expect.any(String),
      reviewedAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(await audit(id)).toEqual(['customer.created', 'customer.reviewed']);
  });

  it('S3-10 show an A customer as awaiting review where the company demands one, and tell its managers once', async () => {
    const { id } = await make();
    await patch(anna, id, { grade: 'A' });
    expect(await read(anna, id)).toMatchObject({ awaitingReview: false });
    await admin.call('PATCH', '/api/v1/record-settings', { reviewOfA: true });
    expect(await read(anna, id)).toMatchObject({ awaitingReview: true });

    const other = await make({ grade: 'B' });
    await patch(anna, other.id, { grade: 'A', reason: 'Ordered' });
    await patch(anna, other.id, { grade: 'A', note: 'again' });
    expect(await notices(manager.user.id, 'review-due', other.id)).toEqual([
      { detail: { name: other.name } },
    ]);
    expect(await notices(anna.user.id, 'review-due', other.id)).toEqual([]);
    const due = async () =>
      (await manager.call('GET', '/api/v1/due-reviews'))
        .json<{ items: { customerId: number }[] }>()
        .items.map(({ customerId }) => customerId);
    expect(await due()).toEqual([other.id, id]);
    expect(code(await anna.call('POST', `/api/v1/customers/${other.id}/review`))).toBe('forbidden');
    await manager.call('POST', `/api/v1/customers/${other.id}/review`);
    expect(await read(anna, other.id)).toMatchObject({ awaitingReview: false });
    expect(await due()).toEqual([id]);

    // Down and up again is a new decision; a manager's own word is the review.
    await patch(anna, other.id, { grade: 'B' });
    await patch(anna, other.id, { grade: 'A' });
    expect(await read(anna, other.id)).toMatchObject({ awaitingReview: true });
    expect(await notices(manager.user.id, 'review-due', other.id)).toHaveLength(2);
    await patch(anna, other.id, { grade: 'C' });
    await patch(manager, other.id, { grade: 'A' });
    expect(await read(anna, other.id)).toMatchObject({ awaitingReview: false, reviewedByName: 'Mei' });
    await admin.call('PATCH', '/api/v1/record-settings', { reviewOfA: false });
  });
});

describe('who works on it too', () => {
  it('reads or edits, is told once, and may do no more than was said', async () => {
    const { id } = await make();
    const [bo, cy] = [await makePerson(test, 'salesperson'), await makePerson(test, 'merchandiser')];
    const set = (who: Person, person: Person, canEdit: boolean) =>
      who.call('POST', `/api/v1/customers/${id}/collaborators`, { userId: person.user.id, canEdit });
    expect((await set(bo, bo, true)).statusCode).toBe(404);
    expect((await set(anna, bo, false)).json()).toMatchObject({
      items: [{ userId: bo.user.id, canEdit: false }],
    });
    expect(await read(bo, id)).toMatchObject({ mayChange: false });
    for (const reply of [
      await patch(bo, id, { note: 'mine' }),
      await bo.call('POST', `/api/v1/customers/${id}/contacts`, { name: 'x' }),
      await bo.call('POST', `/api/v1/customers/${id}/suppliers`, { name: 'x' }),
      await bo.call('DELETE', `/api/v1/customers/${id}`),
      await set(bo, cy, true),
    ])
      expect([reply.statusCode, code(reply)]).toEqual([403, 'forbidden']);

    await set(manager, bo, true);
    expect((await patch(bo, id, { note: 'ours' })).statusCode).toBe(200);
    expect((await set(bo, cy, true)).statusCode).toBe(403);
    expect(await notices(bo.user.id, 'collaborator-added', id)).toHaveLength(1);
    const gone = await bo.call('DELETE', `/api/v1/customers/${id}/collaborators/${bo.user.id}`);
    expect(gone.statusCode).toBe(200);
    expect((await bo.call('GET', `/api/v1/customers/${id}`)).statusCode).toBe(404);
    await set(anna, bo, false);
    expect(await notices(bo.user.id, 'collaborator-added', id)).toHaveLength(2);
    expect((await audit(id)).slice(1)).toEqual([
      'customer.collaborator-added',
      'customer.collaborator-changed',
      'customer.collaborator-removed',
      'customer.collaborator-added',
    ]);
  });

  it.each([
    ['reader', true, 'A reader changes nothing'],
    ['salesperson', true, 'works on it anyway'],
  ] as const)('is no %s who may edit, or the salesperson himself', async (role, canEdit, sentence) => {
    const { id } = await make();
    const { user } = role === 'reader' ? await makePerson(test, role) : anna;
    const reply = await anna.call('POST', `/api/v1/customers/${id}/collaborators`, {
      userId: user.id,
      canEdit,
    });
    expect([reply.statusCode, reply.body]).toEqual([400, expect.stringContaining(sentence)]);
  });
});

describe('fields of the company’s own', () => {
  it('are checked by kind, kept by key, and archived without loss', async () => {
    const field = (body: object) => admin.call('POST', '/api/v1/custom-fields', body);
    const label = (labelEn: string, labelZh: string) => ({ labelEn, labelZh });
    await field({ key: 'port', kind: 'text', ...label('Port', '港口') });
    await field({ key: 'containers', kind: 'number', ...label('Containers a year', '年柜量') });
    await field({ key: 'since', kind: 'date', ...label('Customer since', '合作起始') });
    await field({ key: 'inspected', kind: 'yes-no', ...label('Factory inspected', '已验厂') });
    const choices = [
      { key: 'fob', en: 'FOB', zh: '离岸价' },
      { key: 'cif', en: 'CIF', zh: '到岸价' },
    ];
    const terms = (
      await field({ key: 'terms', kind: 'choice', choices, ...label('Terms', '价格条款') })
    ).json<{
      id: number;
    }>();
    expect(code(await field({ key: 'port', kind: 'text', ...label('x', 'y') }))).toBe('conflict');
    expect(code(await field({ key: 'size', kind: 'choice', ...label('x', 'y') }))).toBe('invalid-request');

    const { id } = await make();
    const custom = {
      port: 'Hamburg',
      containers: '1,200',
      since: '2019-03-01',
      inspected: '是',
      terms: '到岸价',
    };
    expect((await patch(anna, id, { custom })).json()).toMatchObject({
      custom: { port: 'Hamburg', containers: 1200, since: '2019-03-01', inspected: true, terms: 'cif' },
    });
    for (const bad of [
      { containers: 'many' },
      { since: '2019-02-30' },
      { inspected: 'perhaps' },
      { terms: 'exw' },
      { port: 7 },
    ])
      expect((await patch(anna, id, { custom: bad })).statusCode).toBe(400);
    await patch(anna, id, { custom: { port: null } });
    await admin.call('PATCH', `/api/v1/custom-fields/${terms.id}`, { archived: true });
    expect((await patch(anna, id, { custom: { terms: 'fob' } })).statusCode).toBe(400);
    expect((await patch(anna, id, { custom: { terms: 'cif', containers: 3 } })).statusCode).toBe(200);
    expect((await read(anna, id)).custom).toEqual({
      containers: 3,
      since: '2019-03-01',
      inspected: true,
      terms: 'cif',
    });
  });

  it('stand beside lists that the administrator edits; what a record has stays', async () => {
    const { id } = await make({ businessType: 'agent' });
    const businessTypes = [{ key: 'yard', en: 'Shipyard', zh: '船厂' }];
    await admin.call('PATCH', '/api/v1/record-settings', { businessTypes });
    expect((await patch(anna, id, { businessType: 'agent', note: 'x' })).statusCode).toBe(200);
    expect((await make({ businessType: 'shipyard' })).businessType).toBe('yard');
    const settings = (await anna.call('GET', '/api/v1/record-settings')).json();
    expect(settings).toMatchObject({ businessTypes, scales: expect.arrayContaining([expect.anything()]) });
  });
});

it('is locked by one writer at a time: of two grades at once, each is in the history', async () => {
  const { id } = await makeCustomer(test, anna.user.id);
  const replies = await Promise.all(['A', 'B', 'C', 'D'].map((grade) => patch(anna, id, { grade })));
  expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  const history = (await changes(id, 'grade')).reverse();
  expect(history).toHaveLength(4);
  expect(history.slice(1).map(({ from }) => from)).toEqual(history.slice(0, 3).map(({ to }) => to));
});

/** As the list of customers finds it. */
async function found(word: string): Promise<number[]> {
  const reply = await anna.call('GET', `/api/v1/customers?search=${encodeURIComponent(word)}`);
  return reply.json<{ items: { id: number }[] }>().items.map(({ id }) => id);
}
