/** What an open mail says of a sender who is not who he seems to be. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let bo: Person;
let annas: TestAccount;
let bos: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  [anna, bo] = [await makePerson(test, 'salesperson'), await makePerson(test, 'salesperson')];
  [annas, bos] = [await connectAccount(test, anna.user.id), await connectAccount(test, bo.user.id)];
});
afterAll(() => test.close());

async function open(person: Person, account: TestAccount, mail: { from: string; date?: Date }) {
  const id = await deliver(test, account, textMail({ to: account.address, ...mail }));
  return (await person.call('GET', `/api/v1/messages/${id}`)).json<{
    looksLike: unknown;
  }>();
}

async function customerWith(owner: Person, known: { addresses?: string[]; domains?: string[] }) {
  const name = unique('Customer ');
  const { id } = await makeCustomer(test, owner.user.id, { name, addresses: known.addresses ?? [] });
  for (const domain of known.domains ?? [])
    await test.deps.db.insertInto('customer_domain').values({ domain, customer_id: id }).execute();
  return { id, name };
}

describe('a sender whom nobody knows', () => {
  it('is told apart from the customer that he may be taken for, to who sees that customer', async () => {
    const customer = await customerWith(anna, { domains: ['norrland-tools.se'] });
    const known = { known: 'norrland-tools.se', customer };
    expect((await open(anna, annas, { from: 'per@norr1and-tools.se' })).looksLike).toEqual(known);
    expect((await open(anna, annas, { from: 'per@mail.norr1and-tools.se' })).looksLike).toEqual(known);
    expect((await open(bo, bos, { from: 'eva@norr1and-tools.se' })).looksLike).toBeNull();
    for (const from of ['per@norrland-tools.se', 'per@mail.norrland-tools.se', 'ann@elsewhere-and-far.se'])
      expect((await open(anna, annas, { from })).looksLike, from).toBeNull();
  });

  it('is no more told of when he is a contact, of whatever customer', async () => {
    await customerWith(anna, { domains: ['westfjord-import.no'] });
    await customerWith(bo, { addresses: ['ola@westfjord-imports.no'] });
    expect((await open(anna, annas, { from: 'ola@westfjord-imports.no' })).looksLike).toBeNull();
  });

  it('is no more told of when the company has written to him, or to his colleagues, a quarter ago', async () => {
    const known = await customerWith(anna, { domains: ['sundsvall-bruk.se'] });
    const [from, past] = ['sales@sundsvall-brok.se', new Date(Date.now() - 100 * 86_400_000)];
    // That he has written says nothing of him.
    await open(anna, annas, { from, date: past });
    expect((await open(anna, annas, { from })).looksLike).toEqual({
      known: 'sundsvall-bruk.se',
      customer: known,
    });
    await deliver(test, annas, textMail({ from: annas.address, to: from, date: past }));
    for (const sender of [from, 'colleague@sundsvall-brok.se'])
      expect((await open(anna, annas, { from: sender })).looksLike, sender).toBeNull();
  });

  it('with a freemail provider is told apart from a contact there, by the name before the @', async () => {
    const customer = await customerWith(anna, { addresses: ['emma.clark@gmail.com'] });
    expect((await open(anna, annas, { from: 'ernma.clark@gmail.com' })).looksLike).toEqual({
      known: 'emma.clark@gmail.com',
      customer,
    });
    expect((await open(anna, annas, { from: 'emma.clark@gmai1.com' })).looksLike).toEqual({
      known: 'emma.clark@gmail.com',
      customer,
    });
    for (const from of ['emmaclark@gmail.com', 'emma.clark@yahoo.com', 'olga.petrova@gmail.com'])
      expect((await open(anna, annas, { from })).looksLike, from).toBeNull();
  });

  it('is told apart from ourselves', async () => {
    await test.deps.db.insertInto('company_domain').values({ domain: 'bright-export.cn' }).execute();
    expect((await open(anna, annas, { from: 'boss@bright-exp0rt.cn' })).looksLike).toEqual({
      known: 'bright-export.cn',
      customer: null,
    });
  });
});
