/** The people of a customer: what is private of them, how they are reached, and when no longer. */
import type { Contact, Customer } from '@tradepost/contract';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

const WHOLE = {
  name: 'Carlos Vega',
  localName: '卡洛斯',
  title: 'Head of purchasing',
  department: 'Purchasing',
  birthday: '1980-02-29',
  family: 'Married, two daughters',
  hobbies: 'Football, wine',
  relationshipLevel: 4,
  preferredChannel: 'whatsapp',
  note: 'Met in Guangzhou',
  channels: [
    { kind: 'mobile', value: '+34 600 123 456' },
    { kind: 'wechat', value: 'cvega' },
  ],
};

async function add(who: Person, customerId: number, body: object): Promise<Contact> {
  const reply = await who.call('POST', `/api/v1/customers/${customerId}/contacts`, body);
  expect(reply.statusCode).toBe(200);
  return reply.json<Contact>();
}
const readContacts = async (who: Person, id: number) =>
  (await who.call('GET', `/api/v1/customers/${id}`)).json<Customer>().contacts;
const filedTo = async (messageId: number) =>
  (
    await test.deps.db
      .selectFrom('filing')
      .select('customer_id')
      .where('message_id', '=', messageId)
      .where('undone_at', 'is', null)
      .execute()
  ).map((row) => row.customer_id);

describe('a contact', () => {
  it('S4-B5 has name, position, birthday, family, hobbies and relationship level', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    const address = `${unique('carlos')}@vega.example`;
    const made = await add(anna, id, { ...WHOLE, addresses: [address] });
    expect(made).toMatchObject({ ...WHOLE, addresses: [address], restricted: false, isMain: false });
    const reply = await anna.call('PATCH', `/api/v1/contacts/${made.id}`, { hobbies: 'Golf', isMain: true });
    expect(reply.json()).toMatchObject({ ...WHOLE, hobbies: 'Golf', isMain: true, addresses: [address] });
    for (const bad of [{ relationshipLevel: 6 }, { birthday: '1981-02-29' }, { preferredChannel: 'pigeon' }])
      expect((await anna.call('PATCH', `/api/v1/contacts/${made.id}`, bad)).statusCode).toBe(400);
  });

  it('S4-B5 shows birthday, family and hobbies to the salesperson, leaders and who edits too, to nobody else', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    await add(anna, id, WHOLE);
    const [reading, editing, reader] = [
      await makePerson(test, 'salesperson'),
      await makePerson(test, 'salesperson'),
      await makePerson(test, 'reader'),
    ];
    const collaborators = [
      { user_id: reading.user.id, customer_id: id, can_edit: false },
      { user_id: editing.user.id, customer_id: id, can_edit: true },
      { user_id: reader.user.id, customer_id: id, can_edit: false },
    ];
    await test.deps.db.insertInto('customer_collaborator').values(collaborators).execute();
    const manager = await makePerson(test, 'manager');
    for (const who of [anna, editing, manager, await makePerson(test, 'owner')])
      expect((await readContacts(who, id)).at(-1)).toMatchObject({ family: WHOLE.family, restricted: false });
    for (const who of [reading, reader]) {
      const seen = (await readContacts(who, id)).at(-1);
      expect(seen).toMatchObject({ name: WHOLE.name, relationshipLevel: 4, restricted: true });
      expect(Object.keys(seen ?? {})).not.toEqual(expect.arrayContaining(['family']));
      expect(JSON.stringify(seen)).not.toMatch(/1980|daughters|Football/);
    }
  });

  it('S1-13 says by which channel it likes to be reached, and so does the customer', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    await anna.call('PATCH', `/api/v1/customers/${id}`, { preferredChannel: 'email' });
    await add(anna, id, { name: 'Li', preferredChannel: 'wechat', isMain: true });
    const customer = (await anna.call('GET', `/api/v1/customers/${id}`)).json<Customer>();
    expect(customer.preferredChannel).toBe('email');
    expect(customer.contacts[0]).toMatchObject({ name: 'Li', preferredChannel: 'wechat', isMain: true });
    await add(anna, id, { name: 'Wu', isMain: true });
    expect((await readContacts(anna, id)).map(({ name, isMain }) => [name, isMain])).toEqual([
      ['Wu', true],
      ['Maria', false],
      ['Li', false],
    ]);
  });
});

describe('what is no longer valid', () => {
  it('S2-04 matches no mail any more and keeps what is filed; valid again, the mail since then is filed', async () => {
    const address = `${unique('old')}@${unique('gone')}.example`;
    const { id, contactId } = await makeCustomer(test, anna.user.id, { addresses: [address] });
    const first = await deliver(test, account, textMail({ from: address, to: account.address }));
    expect(await filedTo(first)).toEqual([id]);
    const mark = (body: object) => anna.call('POST', `/api/v1/contacts/${contactId}/validity`, body);

    expect((await mark({ valid: false, address })).json()).toMatchObject({
      addresses: [],
      invalidAddresses: [address],
      invalidAt: null,
    });
    const second = await deliver(test, account, textMail({ from: address, to: account.address }));
    expect([await filedTo(first), await filedTo(second)]).toEqual([[id], []]);

    expect((await mark({ valid: true, address })).json()).toMatchObject({
      addresses: [address],
      invalidAddresses: [],
    });
    const { id: jobId } = await test.deps.db
      .selectFrom('background_job')
      .select('id')
      .where('kind', '=', 'refile')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    await runJob(test.deps.db, JOB_KINDS, jobId, new AbortController().signal, () => {});
    expect(await filedTo(second)).toEqual([id]);
  });

  it('S2-04 may be a whole contact, with the reason; the record shows it last', async () => {
    const address = `${unique('left')}@${unique('firm')}.example`;
    const { id, contactId } = await makeCustomer(test, anna.user.id, { addresses: [address] });
    await add(anna, id, { name: 'New man' });
    await anna.call('PATCH', `/api/v1/contacts/${contactId}`, { isMain: true });
    await anna.call('POST', `/api/v1/contacts/${contactId}/validity`, { valid: false, reason: 'Retired' });
    expect(
      await filedTo(await deliver(test, account, textMail({ from: address, to: account.address }))),
    ).toEqual([]);
    expect((await readContacts(anna, id)).map(({ name, invalidReason }) => [name, invalidReason])).toEqual([
      ['New man', null],
      ['Maria', 'Retired'],
    ]);
    expect((await readContacts(anna, id))[1]).toMatchObject({ isMain: false, addresses: [address] });
  });

  it('S2-04 may be one number; naming it again in the form makes it valid', async () => {
    const { id } = await makeCustomer(test, anna.user.id);
    const contact = await add(anna, id, WHOLE);
    const mobile = { kind: 'mobile', value: '0034 600-123-456' };
    const mark = await anna.call('POST', `/api/v1/contacts/${contact.id}/validity`, {
      valid: false,
      channel: mobile,
    });
    expect(mark.json()).toMatchObject({
      channels: [WHOLE.channels[1]],
      invalidChannels: [WHOLE.channels[0]],
    });
    const kept = await anna.call('PATCH', `/api/v1/contacts/${contact.id}`, {
      channels: [WHOLE.channels[1]],
    });
    expect(kept.json()).toMatchObject({ invalidChannels: [WHOLE.channels[0]] });
    const again = await anna.call('PATCH', `/api/v1/contacts/${contact.id}`, { channels: WHOLE.channels });
    expect(again.json()).toMatchObject({ channels: WHOLE.channels, invalidChannels: [] });
    const unknown = await anna.call('POST', `/api/v1/contacts/${contact.id}/validity`, {
      valid: false,
      address: 'nobody@nowhere.example',
    });
    expect(unknown.statusCode).toBe(404);
  });
});
