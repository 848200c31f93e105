/** Quotations of two people to one customer for one product that differ, and the last price of each product. */
import type { Mark, QuoteConflict } from '@tradepost/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, type TestAccount, unique } from './api-mail.ts';

let test: TestApp;
let manager: Person;
beforeAll(async () => {
  test = await startTestApp();
  manager = await makePerson(test, 'manager', 'Marta');
});
afterAll(() => test.close());

interface Seller {
  readonly person: Person;
  readonly account: TestAccount;
}

async function seller(name: string): Promise<Seller> {
  const person = await makePerson(test, 'salesperson', name);
  return { person, account: await connectAccount(test, person.user.id) };
}

/** A customer of Anna's that Bo works on with her. */
async function sharedCustomer() {
  const [anna, bo] = [await seller('Anna'), await seller('Bo')];
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const { id } = await makeCustomer(test, anna.person.user.id, { name: unique('Acme '), addresses: [buyer] });
  await test.deps.db
    .insertInto('customer_collaborator')
    .values({ customer_id: id, user_id: bo.person.user.id, can_edit: true, added_by: anna.person.user.id })
    .execute();
  return { id, anna, bo, buyer };
}

const DAY = 86_400_000;

/** A mail of a seller's with a quotation that he records. @returns the mark. */
async function quote(
  who: Seller,
  buyer: string,
  product: string,
  amount: number,
  more: { daysAgo?: number; terms?: object; currency?: string; unit?: string | null } = {},
): Promise<Mark> {
  const date = new Date(Date.now() - (more.daysAgo ?? 0) * DAY);
  const text = `${product}: ${more.currency ?? 'USD'} ${amount}`;
  const messageId = await deliver(
    test,
    who.account,
    textMail({ from: who.account.address, to: buyer, text, date }),
  );
  const reply = await who.person.call('POST', '/api/v1/marks', {
    messageId,
    kind: 'quotation',
    text,
    product,
    amount: { amount, currency: more.currency ?? 'USD', unit: more.unit === undefined ? 'pc' : more.unit },
    ...(more.terms ? { terms: more.terms } : {}),
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}

const conflictsOf = async (customerId: number, who: Person = manager) =>
  (await who.call('GET', '/api/v1/quote-conflicts?limit=200'))
    .json<{ items: QuoteConflict[] }>()
    .items.filter((one) => one.customerId === customerId);

const noticesOf = (person: Person) =>
  test.deps.db
    .selectFrom('notice')
    .select(['dedupe_key', 'detail'])
    .where('user_id', '=', person.user.id)
    .where('kind', '=', 'quote-conflict')
    .orderBy('id')
    .execute();

it('S1-03 two quotations of different users for one product raise a collision that shows both prices to the manager', async () => {
  const { id, anna, bo, buyer } = await sharedCustomer();
  const before = (await noticesOf(manager)).length;
  await quote(anna, buyer, 'Hinge YF-3021', 3.2, {
    daysAgo: 3,
    terms: { incoterm: 'FOB', incotermPlace: 'Ningbo' },
  });
  expect(await conflictsOf(id)).toEqual([]);
  await quote(bo, buyer, 'YF3021 stainless hinge', 2.95, {
    terms: { incoterm: 'FOB', incotermPlace: 'NINGBO port' },
  });
  const [conflict] = await conflictsOf(id);
  expect(conflict).toMatchObject({
    state: 'open',
    earlier: { name: 'Anna', mark: { amount: { amount: 3.2 }, terms: { incoterm: 'FOB' } } },
    later: { name: 'Bo', mark: { amount: { amount: 2.95 } } },
    maySettle: true,
  });
  for (const person of [anna.person, bo.person]) {
    expect(await noticesOf(person)).toHaveLength(1);
    expect(await conflictsOf(id, person)).toMatchObject([{ maySettle: false }]);
  }
  expect(await noticesOf(manager)).toHaveLength(before + 1);
  const timeline = (await anna.person.call('GET', `/api/v1/customers/${id}/timeline`)).json();
  expect(timeline.items.map((entry: { event?: string }) => entry.event)).toContain('quote-conflict');

  const settle = (who: Person) =>
    who.call('POST', `/api/v1/quote-conflicts/${conflict?.id}/settle`, { note: 'Anna’s price stands' });
  expect((await settle(bo.person)).statusCode).toBe(403);
  expect((await settle(manager)).json()).toMatchObject({ state: 'settled', settledByName: 'Marta' });
  expect((await settle(manager)).statusCode).toBe(409);
  expect(await noticesOf(bo.person)).toHaveLength(2);
});

describe('no collision of quotations', () => {
  it.each([
    ['another product', 'Lock L-77', {}],
    ['the same price', 'Hinge YF-3021', { amount: 3.2 }],
    ['another currency', 'Hinge YF-3021', { currency: 'EUR' }],
    ['another unit', 'Hinge YF-3021', { unit: 'dozen' }],
    ['another term of delivery', 'Hinge YF-3021', { terms: { incoterm: 'CIF' } }],
    ['another quantity', 'Hinge YF-3021', { terms: { quantity: 50_000 } }],
  ] as const)('is %s', async (_name, product, { amount = 2.95, ...more }: { amount?: number } & object) => {
    const { id, anna, bo, buyer } = await sharedCustomer();
    await quote(anna, buyer, 'Hinge YF-3021', 3.2, { terms: { incoterm: 'FOB', quantity: 500 } });
    await quote(bo, buyer, product, amount, more);
    expect(await conflictsOf(id)).toEqual([]);
  });

  it('is a price that one gives anew, nor one after the other’s is over', async () => {
    const { id, anna, bo, buyer } = await sharedCustomer();
    await quote(anna, buyer, 'Hinge', 3.2, { daysAgo: 60 });
    await quote(anna, buyer, 'Hinge', 3.0, { daysAgo: 50 });
    await quote(bo, buyer, 'Hinge', 2.95);
    expect(await conflictsOf(id)).toEqual([]);
  });
});

it('is over when a quotation is withdrawn, or both say the same; another price opens it again', async () => {
  const { id, anna, bo, buyer } = await sharedCustomer();
  const first = await quote(anna, buyer, 'Hinge', 3.2, { daysAgo: 2 });
  await quote(bo, buyer, 'Hinge', 2.95, { daysAgo: 1 });
  await anna.person.call('PATCH', `/api/v1/marks/${first.id}`, { state: 'withdrawn' });
  expect(await conflictsOf(id)).toMatchObject([{ state: 'over' }]);
  await anna.person.call('PATCH', `/api/v1/marks/${first.id}`, { state: 'open' });
  expect((await conflictsOf(id)).map(({ state }) => state)).toEqual(['open', 'over']);
  await quote(bo, buyer, 'Hinges', 3.2);
  expect((await conflictsOf(id)).map(({ state }) => state)).toEqual(['over', 'over']);
});

it('is one, whoever records at the same moment', async () => {
  const { id, anna, bo, buyer } = await sharedCustomer();
  await Promise.all([
    quote(anna, buyer, 'Hinge YF-3021', 3.2),
    quote(bo, buyer, 'Hinge YF-3021', 2.95),
    quote(bo, buyer, 'Hinge YF-3021', 2.9),
  ]);
  const open = (await conflictsOf(id)).filter(({ state }) => state === 'open');
  expect(open).toHaveLength(1);
});

it('shows no words of a mail that one may not read', async () => {
  const { id, anna, bo, buyer } = await sharedCustomer();
  const mark = await quote(anna, buyer, 'Hinge', 3.2, { daysAgo: 1 });
  await quote(bo, buyer, 'Hinge', 2.95);
  await test.deps.db
    .updateTable('message')
    .set({ private_at: new Date() })
    .where('id', '=', mark.messageId)
    .execute();
  expect(await conflictsOf(id, bo.person)).toMatchObject([{ earlier: { name: 'Anna', mark: null } }]);
  const stranger = await makePerson(test, 'salesperson');
  expect(await conflictsOf(id, stranger)).toEqual([]);
});

it('lists the last price of each product that a customer was quoted, whoever quoted', async () => {
  const { id, anna, bo, buyer } = await sharedCustomer();
  await quote(anna, buyer, 'Hinge YF-3021', 3.4, { daysAgo: 40 });
  await quote(bo, buyer, 'YF-3021', 3.2, {
    daysAgo: 2,
    terms: { validUntil: '2030-01-31', minQuantity: 500, quantityUnit: 'pcs' },
  });
  await quote(anna, buyer, 'Lock L-77', 5.1, { daysAgo: 10 });
  const withdrawn = await quote(anna, buyer, 'Lock L-77', 4.9, { daysAgo: 1 });
  await anna.person.call('PATCH', `/api/v1/marks/${withdrawn.id}`, { state: 'withdrawn' });
  const { items } = (await anna.person.call('GET', `/api/v1/customers/${id}/quotes`)).json<{
    items: Mark[];
  }>();
  expect(items.map(({ product, amount, authorName }) => [product, amount?.amount, authorName])).toEqual([
    ['YF-3021', 3.2, 'Bo'],
    ['Lock L-77', 5.1, 'Anna'],
  ]);
  expect(items[0]?.terms).toMatchObject({ validUntil: '2030-01-31', minQuantity: 500, quantityUnit: 'pcs' });
});
