/** Promises, open questions and quotations marked on mails. */
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('proposes the amounts that the writer names, not those he quotes', async () => {
  const anna = await makePerson(test, 'salesperson');
  const { messageId } = await correspondence(anna);
  const { amounts } = (await anna.call('GET', `/api/v1/messages/${messageId}/marks`)).json();
  expect(amounts).toEqual([
    { amount: 8.4, currency: 'USD', unit: 'pc', line: 'LED panel: USD 8.40/pc. We deliver in 30 days.' },
  ]);
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
  const url = `/api/v1/customers/${customer.id}/marks`;
  expect((await manager.call('GET', url)).json().items).toHaveLength(1);
  await test.deps.db
    .updateTable('message')
    .set({ private_at: new Date() })
    .where('id', '=', messageId)
    .execute();
  expect((await manager.call('GET', url)).json().items).toEqual([]);
});
