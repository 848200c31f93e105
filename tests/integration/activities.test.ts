/** Activities: plans, what was done, and what they leave on the timeline. */
import type { Plan, TimelineEntry } from '@tradepost/contract';
import { verifyAudit } from '@tradepost/core/audit/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let manager: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson', 'Anna');
  manager = await makePerson(test, 'manager', 'Mei');
});
afterAll(() => test.close());

const add = (who: Person, customerId: number, body: object) =>
  who.call('POST', `/api/v1/customers/${customerId}/activities`, body);
const timeline = async (who: Person, customerId: number, query = ''): Promise<TimelineEntry[]> =>
  (await who.call('GET', `/api/v1/customers/${customerId}/timeline${query}`)).json().items;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const inDays = (days: number) => daysAgo(-days);
const collaborator = (customerId: number, userId: number, canEdit = false) =>
  test.deps.db
    .insertInto('customer_collaborator')
    .values({ customer_id: customerId, user_id: userId, can_edit: canEdit })
    .execute();

describe('the timeline', () => {
  it('S0-05 shows mail in and out, a fax, a call and a chat in the order of time, with author and direction', async () => {
    const account = await connectAccount(test, anna.user.id);
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    const customer = await makeCustomer(test, anna.user.id, { addresses: [buyer] });
    const mail = (from: string, to: string, days: number) =>
      deliver(test, account, textMail({ from, to, date: new Date(daysAgo(days)) }));
    await mail(buyer, account.address, 9);
    await mail(account.address, buyer, 7);
    const past = (kind: string, days: number, more: object) =>
      add(anna, customer.id, { kind, state: 'done', doneAt: daysAgo(days), ...more });
    await past('fax', 8, { direction: 'inbound', content: 'Signed order form' });
    await past('call', 5, { direction: 'outbound', channel: '+49 40 123', content: 'Asked for the artwork' });
    await past('chat', 6, { direction: 'inbound', channel: 'whatsapp', content: 'Container arrived' });

    const entries = await timeline(anna, customer.id);
    const told = entries.map((entry) =>
      entry.kind === 'activity'
        ? [entry.activity.kind, entry.activity.direction, entry.activity.createdByName]
        : entry.kind === 'mail' && [entry.kind, entry.direction, entry.from?.address],
    );
    expect(told).toEqual([
      ['call', 'outbound', 'Anna'],
      ['chat', 'inbound', 'Anna'],
      ['mail', 'outbound', account.address],
      ['fax', 'inbound', 'Anna'],
      ['mail', 'inbound', buyer],
    ]);
    const inbound = await timeline(anna, customer.id, '?direction=inbound&kind=activity');
    expect(inbound.map((entry) => entry.kind === 'activity' && entry.activity.kind)).toEqual(['chat', 'fax']);
    expect(await timeline(anna, customer.id, '?kind=mail')).toHaveLength(2);
    expect(await timeline(anna, customer.id, '?kind=event')).toEqual([]);
  });

  it('bears no mail that its reader may not read: an administrator’s where the company says so', async () => {
    const account = await connectAccount(test, anna.user.id);
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    const customer = await makeCustomer(test, anna.user.id, { addresses: [buyer] });
    await deliver(test, account, textMail({ from: buyer, to: account.address }));
    await add(anna, customer.id, { kind: 'call', state: 'done' });
    const admin = await makePerson(test, 'admin');
    expect(await timeline(admin, customer.id)).toHaveLength(2);
    await test.deps.db
      .insertInto('setting')
      .values({ key: 'visibility', value: JSON.stringify({ adminReadsMail: false }) })
      .execute();
    try {
      expect((await timeline(admin, customer.id)).map(({ kind }) => kind)).toEqual(['activity']);
    } finally {
      await test.deps.db.deleteFrom('setting').where('key', '=', 'visibility').execute();
    }
  });
});

describe('a plan', () => {
  const EIGHT = {
    place: 'Hamburg, hall B6',
    way: 'by train',
    channel: '+49 40 998877',
    person: 'Jürgen Klaas',
    content: 'Went through the autumn range',
    result: 'Two samples wanted',
    nextDate: '2031-05-12',
  };

  it('S4-B12 becomes a done visit with its eight fields, and is no plan any more', async () => {
    const customer = await makeCustomer(test, anna.user.id);
    const plannedAt = inDays(2);
    const plan = (await add(anna, customer.id, { kind: 'visit', state: 'planned', plannedAt })).json();
    const plansOf = async () =>
      (await anna.call('GET', '/api/v1/plans?limit=200')).json<{ items: Plan[] }>().items;
    expect(await plansOf()).toContainEqual(expect.objectContaining({ id: plan.id, customerId: customer.id }));
    expect(await timeline(anna, customer.id)).toEqual([]);
    const strip = await anna.call('GET', `/api/v1/customers/${customer.id}/plans`);
    expect(strip.json<{ items: Plan[] }>().items.map(({ id }) => id)).toEqual([plan.id]);

    const doneAt = daysAgo(1);
    const body = { ...EIGHT, doneAt, contactId: customer.contactId };
    const done = await anna.call('POST', `/api/v1/activities/${plan.id}/done`, body);
    expect(done.json()).toMatchObject({ ...body, state: 'done', plannedAt });
    expect((await plansOf()).map(({ id }) => id)).not.toContain(plan.id);
    expect(await timeline(anna, customer.id)).toMatchObject([
      { kind: 'activity', occurredAt: doneAt, activity: { id: plan.id, ...EIGHT } },
    ]);
    const again = await anna.call('POST', `/api/v1/activities/${plan.id}/done`, {});
    expect(again.statusCode).toBe(409);
  });

  it('S4-B12 sets the customer’s last contact and, where a next date is given, the next one', async () => {
    const customer = await makeCustomer(test, anna.user.id);
    await add(anna, customer.id, { kind: 'call', state: 'done', nextDate: '2031-05-12' });
    const row = await test.deps.db
      .selectFrom('customer')
      .select(['last_contact_at', 'next_contact_on', 'next_contact_manual'])
      .where('id', '=', customer.id)
      .executeTakeFirstOrThrow();
    expect(row.last_contact_at).not.toBeNull();
    expect([row.next_contact_on, row.next_contact_manual]).toEqual(['2031-05-12', true]);
  });

  it('that is cancelled stays, marked, where it was called off', async () => {
    const customer = await makeCustomer(test, anna.user.id);
    const plan = (
      await add(anna, customer.id, { kind: 'meeting', state: 'planned', plannedAt: inDays(1) })
    ).json();
    await anna.call('POST', `/api/v1/activities/${plan.id}/cancel`, { reason: 'Buyer is ill' });
    expect(await timeline(anna, customer.id)).toMatchObject([
      { activity: { id: plan.id, state: 'cancelled', result: 'Buyer is ill' } },
    ]);
    expect((await anna.call('POST', `/api/v1/activities/${plan.id}/done`, {})).statusCode).toBe(409);
  });

  it('is given only to a colleague who sees the customer, and listed to the manager', async () => {
    const bo = await makePerson(test, 'salesperson', 'Bo');
    const customer = await makeCustomer(test, anna.user.id);
    const plan = { kind: 'call', state: 'planned', plannedAt: inDays(1), assigneeId: bo.user.id };
    expect((await add(anna, customer.id, plan)).statusCode).toBe(400);
    await collaborator(customer.id, bo.user.id);
    const { id } = (await add(anna, customer.id, plan)).json();
    const ids = async (who: Person, query = '') =>
      (await who.call('GET', `/api/v1/plans?limit=200${query}`))
        .json<{ items: Plan[] }>()
        .items.map((item) => item.id);
    expect(await ids(bo)).toEqual([id]);
    expect(await ids(anna)).not.toContain(id);
    expect(await ids(manager, '&of=team')).toContain(id);
    expect((await anna.call('GET', '/api/v1/plans?of=team')).statusCode).toBe(403);
  });

  it('goes to the new salesperson with the customer, from the pool as well; of who is let in no more, to the salesperson', async () => {
    const [bo, kai] = [
      await makePerson(test, 'salesperson', 'Bo'),
      await makePerson(test, 'merchandiser', 'Kai'),
    ];
    const customer = await makeCustomer(test, anna.user.id);
    const plan = { kind: 'call', state: 'planned', plannedAt: inDays(1) };
    const { id } = (await add(anna, customer.id, plan)).json();
    const has = async (who: Person, planId: number) =>
      (await who.call('GET', '/api/v1/plans?limit=200'))
        .json<{ items: Plan[] }>()
        .items.some((item) => item.id === planId);
    await manager.call('PATCH', `/api/v1/customers/${customer.id}`, { ownerId: bo.user.id });
    expect([await has(bo, id), await has(anna, id)]).toEqual([true, false]);
    const some = { customerIds: [customer.id] };
    await bo.call('POST', '/api/v1/pool/release', { ...some, reason: 'no-reply' });
    await anna.call('POST', '/api/v1/pool/claim', some);
    expect(await has(anna, id)).toBe(true);

    await collaborator(customer.id, kai.user.id, true);
    const kais = (await add(kai, customer.id, plan)).json().id as number;
    const todo = { title: 'Pack', customerId: customer.id, dueOn: '2026-03-02' };
    const taskId = (await kai.call('POST', '/api/v1/tasks', todo)).json().id as number;
    await anna.call('DELETE', `/api/v1/customers/${customer.id}/collaborators/${kai.user.id}`);
    expect(await has(anna, kais)).toBe(true);
    expect((await anna.call('GET', `/api/v1/tasks/${taskId}`)).json()).toMatchObject({
      assigneeName: 'Anna',
    });
  });

  it('needs a time; what is done lies not in the future; days are of the calendar', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    for (const body of [
      { kind: 'call', state: 'planned' },
      { kind: 'call', state: 'done', doneAt: inDays(1) },
      { kind: 'call', state: 'done', doneAt: '0001-01-01T00:00:00Z' },
      { kind: 'call', state: 'done', nextDate: '2027-02-30' },
      { kind: 'call', state: 'done', colour: 'red' },
      { kind: 'call', state: 'done', content: 'x'.repeat(20_001) },
      { kind: 'note', state: 'done', channel: 'market-problem' },
      { kind: 'call', state: 'done', marketProblem: { difficulty: 'price', severity: 1 } },
      { kind: 'call', state: 'done', contactId: (await makeCustomer(test, anna.user.id)).contactId },
    ])
      expect([(await add(anna, id, body)).statusCode, body]).toEqual([400, body]);
  });
});

describe('who writes', () => {
  it('S1-09 a merchandiser who only reads a customer adds notes and activities, and does not change the record', async () => {
    const clerk = await makePerson(test, 'merchandiser', 'Xiao Lin');
    const reader = await makePerson(test, 'reader');
    const customer = await makeCustomer(test, anna.user.id);
    await collaborator(customer.id, clerk.user.id);
    await collaborator(customer.id, reader.user.id);
    const note = await add(clerk, customer.id, {
      kind: 'note',
      state: 'done',
      content: 'Label must be Arabic',
    });
    expect(note.statusCode).toBe(200);
    const patch = await clerk.call('PATCH', `/api/v1/customers/${customer.id}`, { note: 'mine' });
    expect(patch.statusCode).toBe(403);
    expect((await add(reader, customer.id, { kind: 'note', state: 'done' })).statusCode).toBe(403);

    const annas = (
      await add(anna, customer.id, { kind: 'call', state: 'done', content: 'Price agreed' })
    ).json();
    const byClerk = await clerk.call('PATCH', `/api/v1/activities/${annas.id}`, { content: 'Not agreed' });
    expect(byClerk.statusCode).toBe(403);
    const own = await clerk.call('PATCH', `/api/v1/activities/${note.json().id}`, {
      content: 'Arabic, French',
    });
    expect(own.json().content).toBe('Arabic, French');
  });

  it('keeps what a text said before in the audit log', async () => {
    const customer = await makeCustomer(test, anna.user.id);
    const { id } = (
      await add(anna, customer.id, { kind: 'call', state: 'done', result: 'Will order' })
    ).json();
    await manager.call('PATCH', `/api/v1/activities/${id}`, { result: 'May order' });
    await manager.call('PATCH', `/api/v1/activities/${id}`, { result: 'May order' });
    const rows = await test.deps.db
      .selectFrom('audit_log')
      .select(['actor_id', 'action', 'detail'])
      .where('subject_kind', '=', 'activity')
      .where('subject_id', '=', String(id))
      .execute();
    expect(rows).toEqual([
      {
        actor_id: manager.user.id,
        action: 'activity.changed',
        detail: { customerId: customer.id, before: { result: 'Will order' } },
      },
    ]);
    expect(await verifyAudit(test.deps.db)).toMatchObject({ brokenAt: null });
  });
});

describe('a problem of a market', () => {
  it('S2-06 is a note with fields, and is listed by country', async () => {
    const customer = await makeCustomer(test, anna.user.id, { name: 'Nairobi Hardware' });
    await test.deps.db.updateTable('customer').set({ country: 'KE' }).where('id', '=', customer.id).execute();
    const marketProblem = {
      difficulty: 'competition',
      severity: 3,
      product: 'Angle grinder',
      competitor: 'Turkish makers',
      region: 'Mombasa',
    };
    const written = await add(anna, customer.id, {
      kind: 'note',
      state: 'done',
      content: 'Sells 20 % below us',
      marketProblem,
    });
    expect(written.json().marketProblem).toEqual({ ...marketProblem, country: 'KE' });
    await add(anna, customer.id, {
      kind: 'note',
      state: 'done',
      marketProblem: { difficulty: 'price', severity: 1, country: 'UG' },
    });
    const list = async (who: Person, query: string) =>
      (await who.call('GET', `/api/v1/market-problems?${query}`)).json().items;
    expect(await list(anna, 'country=KE')).toMatchObject([
      {
        ...marketProblem,
        customerName: 'Nairobi Hardware',
        content: 'Sells 20 % below us',
        authorName: 'Anna',
      },
    ]);
    expect(await list(anna, 'country=UG&difficulty=price')).toHaveLength(1);
    expect(await list(anna, 'country=UG&difficulty=quality')).toEqual([]);
    const bo = await makePerson(test, 'salesperson');
    expect(await list(bo, 'country=KE')).toEqual([]);
    const patched = await anna.call('PATCH', `/api/v1/activities/${written.json().id}`, {
      marketProblem: { difficulty: 'price', severity: 2, country: 'TZ' },
    });
    expect(patched.json().marketProblem).toMatchObject({ country: 'TZ', difficulty: 'price' });
  });
});
