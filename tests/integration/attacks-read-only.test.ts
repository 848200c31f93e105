/** Who may only see a customer, or was let in to edit it, does no more than that: by no route. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
});
afterAll(() => test.close());

/** Anna's customer with a mail on its timeline, and Bo, who works on it with her. */
async function shared(canEdit: boolean) {
  const anna = await makePerson(test, 'salesperson');
  const bo = await makePerson(test, 'salesperson');
  const account = await connectAccount(test, anna.user.id);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, anna.user.id, { addresses: [buyer] });
  const messageId = await deliver(test, account, textMail({ from: buyer, to: account.address }));
  const url = `/api/v1/customers/${customer.id}`;
  const put = { userId: bo.user.id, canEdit };
  expect((await anna.call('POST', `${url}/collaborators`, put)).statusCode).toBe(200);
  return { anna, bo, customer, messageId, url };
}
const record = async (who: Person, url: string) => (await who.call('GET', url)).json();

describe('who may only read a customer', () => {
  it('takes no mail off its timeline but what he put there', async () => {
    const { anna, bo, messageId, url } = await shared(false);
    const { filings } = await record(bo, `/api/v1/messages/${messageId}`);
    const undo = (who: Person, id: number) => who.call('DELETE', `/api/v1/filings/${id}`);
    expect((await undo(bo, filings[0].id)).statusCode).toBe(403);
    expect((await record(anna, `${url}/timeline`)).items).toMatchObject([{ messageId }]);
    const own = await connectAccount(test, bo.user.id);
    const other = await deliver(test, own, textMail({ from: 'x@bolt.example', to: own.address }));
    const customerId = Number(url.split('/').at(-1));
    const filed = await bo.call('POST', `/api/v1/messages/${other}/filings`, { customerId });
    expect(filed.statusCode).toBe(200);
    expect((await undo(bo, filed.json().id)).statusCode).toBe(200);
    expect((await undo(anna, filings[0].id)).statusCode).toBe(200);
  });

  it('does not choose the day of the next contact by an activity', async () => {
    const { anna, bo, url } = await shared(false);
    const day = { kind: 'call', state: 'done', nextDate: '2031-05-12' };
    const added = await bo.call('POST', `${url}/activities`, day);
    expect(added.json()).toMatchObject({ nextDate: '2031-05-12' });
    expect(await record(anna, url)).toMatchObject({ nextContactManual: false });
    const plan = { kind: 'call', state: 'planned', plannedAt: '2026-01-05T08:00:00Z' };
    const { id } = (await bo.call('POST', `${url}/activities`, plan)).json();
    await bo.call('POST', `/api/v1/activities/${id}/done`, { nextDate: '2031-05-13' });
    await bo.call('PATCH', `/api/v1/activities/${id}`, { nextDate: '2031-05-14' });
    expect(await record(anna, url)).toMatchObject({ nextContactManual: false });
    await anna.call('POST', `${url}/activities`, day);
    expect(await record(anna, url)).toMatchObject({ nextContactManual: true, nextContactOn: '2031-05-12' });
  });
});

describe('who was let in to edit a customer', () => {
  it('does not take it for himself when it lies in the public pool', async () => {
    const { anna, bo, customer, url } = await shared(true);
    const released = { customerIds: [customer.id], reason: 'no-reply' };
    expect((await anna.call('POST', '/api/v1/pool/release', released)).json().items).toMatchObject([
      { outcome: 'done' },
    ]);
    expect((await bo.call('PATCH', url, { ownerId: bo.user.id })).statusCode).toBe(403);
    expect(await record(bo, url)).toMatchObject({ ownerId: null });
  });

  it('does not take it off its salesperson’s lists', async () => {
    const { anna, bo, url } = await shared(true);
    expect((await bo.call('DELETE', url)).statusCode).toBe(403);
    expect((await anna.call('DELETE', url)).statusCode).toBe(200);
  });
});

describe('a customer that came back out of a merge', () => {
  it('is not named by the merge to who may not see it', async () => {
    const owner = await makePerson(test, 'owner');
    const anna = await makePerson(test, 'salesperson');
    const bo = await makePerson(test, 'salesperson');
    const [target, source] = [await makeCustomer(test, anna.user.id), await makeCustomer(test, bo.user.id)];
    const url = `/api/v1/customers/${target.id}`;
    const merged = await owner.call('POST', `${url}/merge`, { sourceId: source.id });
    expect(merged.statusCode).toBe(200);
    expect((await record(anna, `${url}/merges`)).items).toMatchObject([{ sourceName: expect.any(String) }]);
    expect((await owner.call('POST', `/api/v1/merges/${merged.json().id}/undo`)).statusCode).toBe(200);
    const renamed = unique('Secret ');
    await bo.call('PATCH', `/api/v1/customers/${source.id}`, { name: renamed });
    expect(JSON.stringify(await record(anna, `${url}/merges`))).not.toContain(renamed);
    expect(JSON.stringify(await record(owner, `${url}/merges`))).toContain(renamed);
  });
});
