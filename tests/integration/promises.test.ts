/** Promises, open questions and quotations marked on mails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

async function correspondence(owner: Person) {
  const account = await connectAccount(test, owner.user.id);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, owner.user.id, { addresses: [buyer] });
  const messageId = await deliver(
    test,
    account,
    textMail({
      from: account.address,
      to: buyer,
      text: 'LED panel: USD 8.40/pc. We deliver in 30 days.\n\n> your USD 9',
    }),
  );
  return { account, buyer, customer, messageId };
}

it('S1-05 lists what was promised, asked and quoted to a customer, by whichever salesperson, each with its writer', async () => {
  const [anna, bo] = [
    await makePerson(test, 'salesperson', 'Anna'),
    await makePerson(test, 'salesperson', 'Bo'),
  ];
  const { buyer, customer, messageId } = await correspondence(anna);
  const bosAccount = await connectAccount(test, bo.user.id);
  const bosMail = await deliver(
    test,
    bosAccount,
    textMail({ from: bosAccount.address, to: buyer, text: 'Two years of warranty' }),
  );
  await anna.call('POST', '/api/v1/marks', {
    messageId,
    kind: 'promise',
    sort: 'delivery',
    text: 'We deliver in 30 days.',
    dueOn: '2030-05-01',
  });
  const quoted = await anna.call('POST', '/api/v1/marks', {
    messageId,
    kind: 'quotation',
    text: 'USD 8.40/pc',
    product: 'LED panel',
    amount: { amount: 8.4, currency: 'USD', unit: 'pc' },
  });
  expect(quoted.json()).toMatchObject({
    amount: { amount: 8.4, currency: 'USD', unit: 'pc' },
    authorName: 'Anna',
    state: 'open',
  });
  const warranty = await anna.call('POST', '/api/v1/marks', {
    messageId: bosMail,
    kind: 'promise',
    sort: 'warranty',
    text: 'Two years of warranty',
  });
  expect(warranty.json()).toMatchObject({ authorName: 'Bo', markedByName: 'Anna' });

  const url = `/api/v1/customers/${customer.id}/marks`;
  const promises = (await anna.call('GET', `${url}?kind=promise`)).json().items;
  expect(
    promises.map((mark: { authorName: string; dueOn: string | null }) => [mark.authorName, mark.dueOn]),
  ).toEqual([
    ['Bo', null],
    ['Anna', '2030-05-01'],
  ]);
  await anna.call('PATCH', `/api/v1/marks/${warranty.json().id}`, { state: 'withdrawn' });
  expect((await anna.call('GET', `${url}?state=open&limit=1`)).json()).toMatchObject({
    items: [{ kind: 'quotation' }],
    nextCursor: expect.any(String),
  });
  expect((await bo.call('GET', url)).statusCode).toBe(404);
});

it('proposes the quotations and promises that the writer names, not those he quotes', async () => {
  const anna = await makePerson(test, 'salesperson');
  const { account, buyer, messageId } = await correspondence(anna);
  const { quotes, promises } = (await anna.call('GET', `/api/v1/messages/${messageId}/marks`)).json();
  expect(quotes).toMatchObject([
    {
      product: 'LED panel',
      amount: { amount: 8.4, currency: 'USD', unit: 'pc' },
      text: 'LED panel: USD 8.40/pc. We deliver in 30 days.',
      foundIn: null,
    },
  ]);
  expect(promises).toEqual([]);
  const said = new Date('2024-05-07T02:00:00Z');
  const text =
    'Price of LED panel: USD 8.40/pc FOB Ningbo, valid for 30 days.\nWe will send the samples by Friday.';
  const mail = await deliver(test, account, textMail({ from: account.address, to: buyer, text, date: said }));
  const proposed = (await anna.call('GET', `/api/v1/messages/${mail}/marks`)).json();
  expect(proposed.quotes).toMatchObject([
    { terms: { incoterm: 'FOB', incotermPlace: 'Ningbo', validUntil: '2024-06-06' } },
  ]);
  expect(proposed.promises).toEqual([
    {
      text: 'We will send the samples by Friday.',
      sort: 'delivery',
      dueOn: '2024-05-10',
      dueWords: 'by Friday',
    },
  ]);
  // The same words of the customer are no promise of ours.
  const theirs = await deliver(
    test,
    account,
    textMail({ from: buyer, to: account.address, text, date: said }),
  );
  expect((await anna.call('GET', `/api/v1/messages/${theirs}/marks`)).json().promises).toEqual([]);
  // Nothing is marked by itself.
  const marks = await test.deps.db
    .selectFrom('mail_mark')
    .select('id')
    .where('message_id', '=', mail)
    .execute();
  expect(marks).toEqual([]);
});

describe('a promise with a day', () => {
  const tasksOf = (markId: number) =>
    test.deps.db
      .selectFrom('task')
      .select(['id', 'assignee_id', 'state', 'outcome', 'due_on', 'kind', 'subject_key'])
      .where('mark_id', '=', markId)
      .orderBy('id')
      .execute();

  async function promised(dueOn: string | null = '2030-05-10') {
    const anna = await makePerson(test, 'salesperson', 'Anna');
    const { messageId, customer } = await correspondence(anna);
    const mark = await anna.call('POST', '/api/v1/marks', {
      messageId,
      kind: 'promise',
      sort: 'delivery',
      text: 'We send the samples by Friday',
      dueOn,
    });
    expect(mark.statusCode, mark.body).toBe(200);
    return { anna, customer, id: mark.json().id as number };
  }

  it('S1-05 is a task of who wrote it, closed when it is kept or withdrawn, and open again with it', async () => {
    const { anna, id } = await promised();
    expect(await tasksOf(id)).toMatchObject([
      {
        assignee_id: anna.user.id,
        state: 'open',
        due_on: '2030-05-10',
        kind: 'promise',
        subject_key: String(id),
      },
    ]);
    await anna.call('PATCH', `/api/v1/marks/${id}`, { state: 'kept' });
    expect(await tasksOf(id)).toMatchObject([{ state: 'closed', outcome: 'kept' }]);
    await anna.call('PATCH', `/api/v1/marks/${id}`, { state: 'open' });
    await anna.call('PATCH', `/api/v1/marks/${id}`, { dueOn: '2030-05-17' });
    expect(await tasksOf(id)).toMatchObject([{ state: 'closed' }, { state: 'open', due_on: '2030-05-17' }]);
    await anna.call('PATCH', `/api/v1/marks/${id}`, { state: 'withdrawn' });
    expect(await tasksOf(id)).toMatchObject([{}, { state: 'closed', outcome: 'withdrawn' }]);
  });

  it('is kept, put off and withdrawn by its task as well', async () => {
    const { anna, id } = await promised();
    const [task] = await tasksOf(id);
    const step = (name: string, body: object) => anna.call('POST', `/api/v1/tasks/${task?.id}/${name}`, body);
    const later = await step('put-off', { until: '2030-06-03' });
    expect(later.statusCode, later.body).toBe(200);
    const find = () =>
      test.deps.db
        .selectFrom('mail_mark')
        .select(['state', 'due_on'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    expect(await find()).toMatchObject({ state: 'open', due_on: '2030-06-03' });
    const done = await step('done', {});
    expect(done.statusCode, done.body).toBe(200);
    expect(await find()).toMatchObject({ state: 'kept' });
    expect(await tasksOf(id)).toMatchObject([{ outcome: 'kept' }]);
  });

  it('without a day is no task, and gets one with its day', async () => {
    const { anna, id } = await promised(null);
    expect(await tasksOf(id)).toEqual([]);
    await anna.call('PATCH', `/api/v1/marks/${id}`, { dueOn: '2030-05-17' });
    expect(await tasksOf(id)).toMatchObject([{ state: 'open', due_on: '2030-05-17' }]);
    await anna.call('PATCH', `/api/v1/marks/${id}`, { dueOn: null });
    expect(await tasksOf(id)).toMatchObject([{ state: 'closed', outcome: 'over' }]);
  });

  it('of a customer is watched by its salesperson; of one who left, by who has the customer', async () => {
    const { anna, customer, id } = await promised();
    const bo = await makePerson(test, 'salesperson', 'Bo');
    await test.deps.db
      .updateTable('app_user')
      .set({ disabled_at: new Date() })
      .where('id', '=', anna.user.id)
      .execute();
    const manager = await makePerson(test, 'manager');
    await manager.call('PATCH', `/api/v1/customers/${customer.id}`, { ownerId: bo.user.id });
    expect(await tasksOf(id)).toMatchObject([{ assignee_id: bo.user.id, state: 'open' }]);
  });
});

it('refuses a mark without sense, and one on a mail that is on no timeline', async () => {
  const anna = await makePerson(test, 'salesperson');
  const { account, messageId } = await correspondence(anna);
  const mark = (body: object) => anna.call('POST', '/api/v1/marks', { messageId, text: 'x', ...body });
  const amount = { amount: 1, currency: 'USD', unit: null };
  for (const body of [
    { kind: 'promise' },
    { kind: 'question', sort: 'price' },
    { kind: 'question', amount },
    { kind: 'question', text: '  ' },
    { kind: 'quotation', amount: { ...amount, currency: 'dollars' } },
    { kind: 'quotation', price: 3 },
    { kind: 'question', terms: { incoterm: 'FOB' } },
    { kind: 'quotation', terms: { incoterm: 'XYZ' } },
    { kind: 'quotation', terms: { incotermPlace: 'Ningbo' } },
    { kind: 'quotation', terms: { validUntil: '2030-02-30' } },
    { kind: 'quotation', terms: { quantity: 0 } },
  ])
    expect((await mark(body)).statusCode).toBe(400);
  const loose = await deliver(
    test,
    account,
    textMail({ from: `${unique('x')}@nobody.example`, to: account.address }),
  );
  const refused = await mark({ messageId: loose, kind: 'question' });
  expect([refused.statusCode, refused.json().error.code]).toEqual([422, 'unprocessable']);
});

it('shows no words of a private mail to who may not read it', async () => {
  const anna = await makePerson(test, 'salesperson');
  const manager = await makePerson(test, 'manager');
  const { customer, messageId } = await correspondence(anna);
  await anna.call('POST', '/api/v1/marks', { messageId, kind: 'question', text: 'Secret?' });
  const promise = { messageId, kind: 'promise', sort: 'price', text: 'Secret price', dueOn: '2030-05-01' };
  await anna.call('POST', '/api/v1/marks', promise);
  const url = `/api/v1/customers/${customer.id}/marks`;
  const tasks = async (who: Person) =>
    (await who.call('GET', `/api/v1/customers/${customer.id}/tasks`)).body.match(/Secret price/g);
  expect((await manager.call('GET', url)).json().items).toHaveLength(2);
  expect(await tasks(manager)).toHaveLength(1);
  await test.deps.db
    .updateTable('message')
    .set({ private_at: new Date() })
    .where('id', '=', messageId)
    .execute();
  expect((await manager.call('GET', url)).json().items).toEqual([]);
  // What is to be done stays, without the words.
  expect(await tasks(manager)).toBe(null);
  expect(await tasks(anna)).toHaveLength(1);
});
