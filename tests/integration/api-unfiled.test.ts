import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('unfiled mail', () => {
  it('is listed by correspondent with suggestions, and becomes a customer by one click', async () => {
    const anna = await makePerson(test, 'salesperson');
    const account = await connectAccount(test, anna.user.id);
    const domain = `${unique('nordwind')}.example`;
    const existing = await makeCustomer(test, anna.user.id, {
      name: 'Nordwind AB',
      addresses: [`boss@${domain}`],
    });
    await makeCustomer(test, (await makePerson(test, 'salesperson')).user.id, {
      name: 'Hidden',
      addresses: [`lena@hidden-${domain}`],
    });
    const from = `Lena Berg <lena@${domain}>`;
    await deliver(
      test,
      account,
      textMail({ from, to: account.address, subject: 'Old', date: new Date('2026-01-01') }),
    );
    await deliver(
      test,
      account,
      textMail({ from: account.address, to: `lena@${domain}`, subject: 'New', date: new Date('2026-02-01') }),
    );
    await deliver(
      test,
      account,
      textMail({
        from: `news@${domain}`,
        to: account.address,
        headers: ['List-Id: <x.example>', 'Precedence: list'],
      }),
    );
    const { items, truncated } = (await anna.call('GET', '/api/v1/unfiled')).json();
    expect(truncated).toBe(false);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      address: `lena@${domain}`,
      messages: 2,
      lastSubject: 'New',
      freemail: false,
      suggestions: [{ customerId: existing.id, customerName: 'Nordwind AB', reason: 'domain' }],
    });
    expect(items[0].proposedName).toMatch(/^Nordwind/);
    const made = await anna.call('POST', '/api/v1/unfiled/make-customer', {
      address: `lena@${domain}`,
      customerId: existing.id,
    });
    expect(made.json().contacts.flatMap((contact: { addresses: string[] }) => contact.addresses)).toContain(
      `lena@${domain}`,
    );
  });

  it('of a domain in which two customers have addresses suggests neither, and never takes the domain', async () => {
    const anna = await makePerson(test, 'salesperson');
    const account = await connectAccount(test, anna.user.id);
    const domain = `${unique('provider')}.example`;
    for (const name of ['Harbour Locks', 'Deccan Tools'])
      await makeCustomer(test, anna.user.id, { name, addresses: [`${unique('box')}@${domain}`] });
    const address = `cai@${domain}`;
    await deliver(test, account, textMail({ from: `Cai Printing <${address}>`, to: account.address }));
    const { items } = (await anna.call('GET', '/api/v1/unfiled')).json();
    expect(items).toMatchObject([{ address, suggestions: [], freemail: true, proposedName: 'Cai Printing' }]);
    const made = await anna.call('POST', '/api/v1/unfiled/make-customer', { address, withDomain: true });
    expect(made.json()).toMatchObject({ name: 'Cai Printing', domains: [] });
  });
});
