/** The list as a file, and one search over everything. */
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let anna: Person;
let bo: Person;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  owner = await makePerson(test, 'owner', 'Wang');
  anna = await makePerson(test, 'salesperson', 'Anna');
  bo = await makePerson(test, 'salesperson', 'Bo');
});
afterAll(() => test.close());

const get = (person: Person, query: string) => person.call('GET', `/api/v1/customers/export?${query}`);

describe('an export', () => {
  it('has no formula for a spreadsheet to run', async () => {
    const mark = unique('Hostile');
    for (const name of [
      `=cmd|' /C calc'!A0 ${mark}`,
      `@SUM(A1) ${mark}`,
      `+1 ${mark}`,
      `-1 ${mark}`,
      `\tx, "y" ${mark}`,
    ])
      await makeCustomer(test, anna.user.id, { name });
    const reply = await get(owner, `format=csv&language=en&search=${mark}`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toContain('.csv');
    const lines = reply.payload.replace('\uFEFF', '').trim().split('\r\n');
    expect(lines[0]).toMatch(/^Customer no\.,Name,/);
    expect(lines).toHaveLength(6);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\d+,"?'[=@+\-\t]/);
  });

  it('as XLSX is a workbook that others read, with texts as texts', async () => {
    const mark = unique('Workbook');
    await makeCustomer(test, anna.user.id, { name: `=1+1 <&> ${mark} 华强` });
    const reply = await get(owner, `format=xlsx&language=zh-CN&search=${mark}`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(reply.rawPayload as unknown as ExcelJS.Buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.name).toBe('客户');
    expect(sheet?.getCell('B1').value).toBe('客户名称');
    expect(sheet?.getCell('B2').value).toBe(`=1+1 <&> ${mark} 华强`);
  });

  it('is for leaders, and for salespeople of their own where the company says so; each is in the audit log', async () => {
    const mark = unique('Mine');
    const mine = await makeCustomer(test, anna.user.id, { name: `${mark} own` });
    const shared = await makeCustomer(test, bo.user.id, { name: `${mark} shared` });
    await test.deps.db
      .insertInto('customer_collaborator')
      .values({ user_id: anna.user.id, customer_id: shared.id })
      .execute();
    expect((await get(anna, 'format=csv')).statusCode).toBe(403);
    await owner.call('PATCH', '/api/v1/customers/export-rule', { salespeople: true });
    const { payload } = await get(anna, `format=csv&search=${mark}`);
    expect(payload).toContain(`${mine.id},${mark} own`);
    expect(payload).not.toContain('shared');
    const audit = await test.deps.db
      .selectFrom('audit_log')
      .select(['actor_id', 'detail'])
      .where('action', '=', 'customers.exported')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor_id: anna.user.id, detail: { filter: { search: mark }, count: 1 } });
  });
});

it('S4-B3 one search finds customers, their people, activities and mails, of each what one may see', async () => {
  const word = unique('zanzibar');
  const address = `${unique('mwana')}@${unique('coast')}.example`;
  const { id, contactId } = await makeCustomer(test, anna.user.id, {
    name: `${word} Spices`,
    addresses: [address],
  });
  await test.deps.db
    .updateTable('contact')
    .set({ name: `Asha ${word}` })
    .where('id', '=', contactId)
    .execute();
  const activity = await test.deps.db
    .insertInto('activity')
    .values({
      customer_id: id,
      kind: 'call',
      state: 'done',
      done_at: new Date(),
      content: `Spoke of ${word} cloves`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const account = await connectAccount(test, anna.user.id);
  const mail = await deliver(
    test,
    account,
    textMail({ from: address, to: account.address, subject: `Offer for ${word.toUpperCase()}` }),
  );
  const find = async (person: Person) => (await person.call('GET', `/api/v1/find?q=${word}`)).json();
  const all = {
    customers: [{ id, name: `${word} Spices`, ownerName: 'Anna' }],
    contacts: [{ id: contactId, customerId: id, address }],
    activities: [{ id: activity.id, customerId: id, kind: 'call' }],
    messages: [{ id: mail, customerId: id }],
  };
  expect(await find(anna)).toMatchObject(all);
  expect(await find(owner)).toMatchObject(all);
  expect(await find(bo)).toMatchObject({ customers: [], contacts: [], activities: [], messages: [] });
});

it('a second customer with the same company domain warns both salespeople, once', async () => {
  const domain = `${unique('maersk')}.example`;
  const create = (person: Person, user: string) =>
    person.call('POST', '/api/v1/customers', {
      name: unique('Line '),
      contacts: [{ name: 'Buyer', addresses: [`${user}@${domain}`] }],
    });
  expect((await create(anna, 'first')).statusCode).toBe(200);
  const second = (await create(bo, 'second')).json();
  await bo.call('POST', `/api/v1/customers/${second.id}/contacts`, { addresses: [`third@${domain}`] });
  const told = await test.deps.db
    .selectFrom('notice')
    .select(['user_id', 'detail'])
    .where('kind', '=', 'domain-shared')
    .orderBy('user_id')
    .execute();
  expect(told).toEqual([
    { user_id: anna.user.id, detail: { domain } },
    { user_id: bo.user.id, detail: { domain } },
  ]);
});
