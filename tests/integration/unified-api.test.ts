/** Reading the unified mailbox, its market information and its report in the product. */
import { processItem } from '@tradepost/core/unified/process-item';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let box: TestAccount;
let admin: Person;
let anna: Person;
let reader: Person;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  admin = await makePerson(test, 'admin');
  anna = await makePerson(test, 'salesperson', '=Anna');
  reader = await makePerson(test, 'reader');
  box = await connectAccount(test, null);
});
afterAll(() => test.close());

async function submit(from: string, subject: string, text: string) {
  const messageId = await deliver(test, box, textMail({ from, to: box.address, subject, text }));
  const item = await test.deps.db
    .selectFrom('unified_item')
    .select('id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  await processItem({ ...test.deps, publicUrl: 'http://x.test' }, item.id);
  return { messageId, id: item.id };
}
const audited = (action: string, actor: Person) =>
  test.deps.db
    .selectFrom('audit_log')
    .select(['subject_id', 'detail'])
    .where('action', '=', action)
    .where('actor_id', '=', actor.user.id)
    .execute();
const marked = (person: Person, unified: boolean) =>
  person.call('PATCH', `/api/v1/mail-accounts/${box.id}`, { unified });

it('is marked by an administrator, not by the account’s owner; mail that was there is listed and not acted upon', async () => {
  await test.deps.db
    .updateTable('mail_account')
    .set({ owner_id: anna.user.id })
    .where('id', '=', box.id)
    .execute();
  await deliver(
    test,
    box,
    textMail({ from: anna.user.email, to: box.address, subject: '客户资料卡', text: '客户名称：Old' }),
  );
  expect((await marked(anna, true)).statusCode).toBe(403);
  const reply = await marked(admin, true);
  expect(reply.json().unified).toBe(true);
  await test.deps.db.updateTable('mail_account').set({ owner_id: null }).where('id', '=', box.id).execute();
  const trust = await admin.call('PATCH', `/api/v1/unified/mailboxes/${box.id}`, { trustsUnmarked: true });
  expect(trust.json()).toMatchObject({
    address: box.address,
    trust: { trustsUnmarked: true, authservIds: [] },
  });
  expect(await audited('unified-mailbox.trust-changed', admin)).toHaveLength(1);
  const { unifiedPastStep } = await import('@tradepost/core/unified/mark-account');
  await test.deps.db.transaction().execute((tx) => unifiedPastStep(tx, { accountId: box.id }, null));
  const past = await test.deps.db.selectFrom('unified_item').select(['state', 'reason']).execute();
  expect(past).toEqual([{ state: 'ignored', reason: 'earlier' }]);
});

it('S4-A7 is read by a reader in the product, and each reading is on record', async () => {
  const { id, messageId } = await submit(anna.user.email, 'Prices', 'Copper goes up by five per cent.');
  const seen = (await reader.call('GET', '/api/v1/unified/items?show=market-information')).json();
  expect(seen.items).toMatchObject([{ id, preview: expect.stringContaining('Copper') }]);
  const listed = await audited('unified-mailbox.listed', reader);
  expect(listed).toMatchObject([{ detail: { messageIds: [messageId] } }]);
  const item = (await reader.call('GET', `/api/v1/unified/items/${id}`)).json();
  expect(item).toMatchObject({
    text: 'Copper goes up by five per cent.',
    mayOpenMail: true,
    mayChange: false,
  });
  expect((await reader.call('GET', `/api/v1/messages/${messageId}`)).statusCode).toBe(200);
  expect(await audited('message.read', reader)).toMatchObject([{ subject_id: String(messageId) }]);
  expect((await reader.call('GET', '/api/v1/mail-accounts')).statusCode).toBe(403);
});

it('S4-A6 is searched by words of any script, and shown to the salesperson whose customer it names', async () => {
  const bo = await makePerson(test, 'salesperson');
  const name = unique('Harbour Pumps Limited ');
  const customer = await makeCustomer(test, bo.user.id, { name });
  const { id } = await submit(anna.user.email, '市场', `${name} 打算采购离心泵 250 台`);
  const find = async (person: Person, words: string) =>
    (
      (
        await person.call(
          'GET',
          `/api/v1/unified/items?show=market-information&search=${encodeURIComponent(words)}`,
        )
      ).json().items as { id: number }[]
    ).map((one) => one.id);
  expect(await find(reader, '离心泵')).toEqual([id]);
  expect(await find(reader, 'harbour 250')).toEqual([id]);
  expect(await find(reader, '齿轮泵')).toEqual([]);
  expect(await find(bo, '采购')).toEqual([id]);
  expect(await find(await makePerson(test, 'salesperson'), '采购')).toEqual([]);
  const timeline = async () =>
    (
      (await bo.call('GET', `/api/v1/customers/${customer.id}/timeline`)).json().items as { event?: string }[]
    ).filter((one) => one.event === 'market-information').length;
  expect(await timeline()).toBe(1);
  const links = (await bo.call('GET', `/api/v1/unified/items/${id}`)).json().links as { id: number }[];
  expect((await bo.call('DELETE', `/api/v1/unified/links/${links[0]?.id}`)).statusCode).toBe(200);
  expect(await timeline()).toBe(0);
  expect((await bo.call('GET', `/api/v1/unified/items/${id}`)).statusCode).toBe(404);
  const again = await anna.call('POST', `/api/v1/unified/items/${id}/links`, { customerId: customer.id });
  expect(again.statusCode).toBe(404);
  expect(
    (await admin.call('POST', `/api/v1/unified/items/${id}/links`, { customerId: customer.id })).statusCode,
  ).toBe(200);
  expect(await timeline()).toBe(1);
});

it('S4-A8 is tagged service, R&D or upgrade, and listed by tag', async () => {
  const { id } = await submit(anna.user.email, '[升级] 密封圈', '客户建议改用氟橡胶');
  expect((await anna.call('GET', `/api/v1/unified/items/${id}`)).json().tags).toEqual(['upgrade']);
  const tagged = await anna.call('PATCH', `/api/v1/unified/items/${id}`, { tags: ['service', 'r-and-d'] });
  expect(tagged.json().tags).toEqual(['service', 'r-and-d']);
  const byTag = async (tag: string) =>
    ((await reader.call('GET', `/api/v1/unified/items?itemTag=${tag}`)).json().items as { id: number }[]).map(
      (one) => one.id,
    );
  expect(await byTag('r-and-d')).toEqual([id]);
  expect(await byTag('upgrade')).toEqual([]);
});

it('S4-A5 reports cards and contacts per person in a period, and exports them without formulas', async () => {
  await submit(anna.user.email, '客户资料卡', '客户名称：Report One\n国家：法国');
  await submit(anna.user.email, '客户接触记录卡', '客户名称：Report One\n时间：昨天\n方式：电话\n内容：报价');
  await submit(anna.user.email, '客户资料卡', '国家：法国');
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const period = `from=${day}&to=${day}`;
  const rows = (await admin.call('GET', `/api/v1/unified/report?${period}`)).json().items as {
    userId: number;
  }[];
  expect(rows.find((row) => row.userId === anna.user.id)).toMatchObject({
    customerCards: 1,
    contactCards: 1,
    customers: 1,
    refused: 1,
  });
  const own = (await anna.call('GET', `/api/v1/unified/report?${period}`)).json().items as {
    userId: number;
  }[];
  expect(own.map((row) => row.userId)).toEqual([anna.user.id]);
  const past = (await admin.call('GET', '/api/v1/unified/report?from=2020-01-01&to=2020-01-31')).json()
    .items as { userId: number }[];
  expect(past.find((row) => row.userId === anna.user.id)).toMatchObject({ customerCards: 0, lastAt: null });
  for (const what of ['people', 'items']) {
    const csv = (await admin.call('GET', `/api/v1/unified/report/export?${period}&rows=${what}`)).body;
    expect(csv).toContain("'=Anna");
    expect(csv).not.toMatch(/^=/m);
  }
  expect((await admin.call('GET', `/api/v1/unified/report/export?${period}&rows=items`)).body).toContain(
    'Report One',
  );
  expect(await audited('unified-report.exported', admin)).toHaveLength(3);
  expect((await admin.call('GET', '/api/v1/unified/report?from=2026-02-02&to=2026-02-01')).statusCode).toBe(
    400,
  );
});

it('has its refused and unverified mail read again by a leader', async () => {
  const manager = await makePerson(test, 'manager');
  await admin.call('PATCH', `/api/v1/unified/mailboxes/${box.id}`, { trustsUnmarked: false });
  const { id } = await submit(anna.user.email, '客户资料卡', '客户名称：Retried Ltd\n国家：英国');
  const problems = (await manager.call('GET', '/api/v1/unified/items?show=problems')).json().items as {
    id: number;
  }[];
  expect(problems[0]).toMatchObject({ id, state: 'unverified', reason: 'no-results' });
  await admin.call('PATCH', `/api/v1/unified/mailboxes/${box.id}`, { trustsUnmarked: true });
  expect((await manager.call('POST', `/api/v1/unified/items/${id}/retry`)).json().state).toBe('waiting');
  await processItem({ ...test.deps, publicUrl: 'http://x.test' }, id);
  expect((await manager.call('GET', `/api/v1/unified/items/${id}`)).json()).toMatchObject({
    state: 'filed',
    customerCards: 1,
  });
  expect((await manager.call('POST', `/api/v1/unified/items/${id}/retry`)).statusCode).toBe(409);
});

it('hands out forms as downloads, and takes no field that it does not know', async () => {
  const form = await reader.call('GET', '/api/v1/unified/forms/contact/docx?lang=zh-CN');
  expect(form.headers['content-disposition']).toContain(encodeURIComponent('客户接触记录卡.docx'));
  expect(form.rawPayload.subarray(0, 2).toString()).toBe('PK');
  expect((await anna.call('GET', '/api/v1/unified/forms/contact/exe')).statusCode).toBe(400);
  expect(
    (await admin.call('PATCH', `/api/v1/unified/mailboxes/${box.id}`, { authservIds: ['a b'] })).statusCode,
  ).toBe(400);
  expect(
    (await admin.call('PATCH', `/api/v1/unified/mailboxes/${box.id}`, { trustAll: true })).statusCode,
  ).toBe(400);
});
