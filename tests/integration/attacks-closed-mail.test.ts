/** What mail says, told on beside the mail: to an administrator who reads none, and of what was marked private since. */
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { createApiToken } from '@tradepost/core/users/api-token';
import { processItem } from '@tradepost/core/unified/process-item';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let admin: Person;
let box: TestAccount;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
  owner = await makePerson(test, 'owner');
  admin = await makePerson(test, 'admin');
  box = await connectAccount(test, null);
  const { db } = test.deps;
  await db.updateTable('mail_account').set({ unified: true }).where('id', '=', box.id).execute();
  await db.insertInto('unified_mailbox').values({ account_id: box.id, trusts_unmarked: true }).execute();
});
afterAll(() => test.close());
beforeEach(() => setAdminReads(false));

async function runJobs(): Promise<void> {
  const { db } = test.deps;
  const jobs = await db.selectFrom('background_job').select('id').where('state', '=', 'queued').execute();
  for (const { id } of jobs) await runJob(db, JOB_KINDS, id, new AbortController().signal, () => {});
}

const setAdminReads = (adminReadsMail: boolean) => owner.call('PATCH', '/api/v1/privacy', { adminReadsMail });
const get = async (who: Person, url: string) => (await who.call('GET', url)).body;

/** Anna writes to the unified mailbox about Bo's customer; a copy lies in her own account. */
async function information() {
  const anna = await makePerson(test, 'salesperson');
  const bo = await makePerson(test, 'salesperson');
  const name = unique('Harbour Pumps Limited ');
  const customer = await makeCustomer(test, bo.user.id, { name });
  const own = await connectAccount(test, anna.user.id);
  const secret = unique('merger');
  const raw = textMail({
    from: anna.user.email,
    to: box.address,
    subject: `Hush ${secret}`,
    text: `${name} plans a ${secret}.`,
  });
  const messageId = await deliver(test, box, raw);
  expect(await deliver(test, own, raw)).toBe(messageId);
  const { id: itemId } = await test.deps.db
    .selectFrom('unified_item')
    .select('id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  await processItem({ ...test.deps, publicUrl: test.deps.config.publicUrl }, itemId);
  return { anna, bo, customer, secret, messageId, itemId };
}

const REPORT = '/api/v1/unified/report/export?from=2020-01-01&to=2022-12-31&rows=items';
/** The report of this year and the two before it. */
const reportUrl = () => {
  const year = new Date().getUTCFullYear();
  return REPORT.replace('2020', String(year - 1)).replace('2022', String(year));
};

describe('market information', () => {
  it('is read by an administrator only where administrators read mail', async () => {
    const { bo, customer, secret, itemId } = await information();
    const timeline = `/api/v1/customers/${customer.id}/timeline`;
    const item = `/api/v1/unified/items/${itemId}`;
    expect(await get(bo, timeline)).toContain(secret);
    expect(await get(bo, item)).toContain(secret);

    const look = () =>
      Promise.all(
        [item, '/api/v1/unified/items?limit=200', timeline, reportUrl()].map((url) => get(admin, url)),
      );
    for (const body of await look()) expect(body).not.toContain(secret);
    await setAdminReads(true);
    for (const body of await look()) expect(body).toContain(secret);
  });

  it('that was marked private is on no timeline and in no report of others any more', async () => {
    const { anna, bo, customer, secret, messageId, itemId } = await information();
    const manager = await makePerson(test, 'manager');
    expect(await get(manager, reportUrl())).toContain(secret);
    expect((await anna.call('POST', `/api/v1/messages/${messageId}/private`)).statusCode).toBe(200);
    for (const who of [bo, manager]) {
      for (const url of [`/api/v1/customers/${customer.id}/timeline`, `/api/v1/unified/items/${itemId}`])
        expect(await get(who, url)).not.toContain(secret);
    }
    expect(await get(manager, reportUrl())).not.toContain(secret);
  });

  it('is taken off a timeline by its author or who may change the customer, not by who may only read it', async () => {
    const { bo, customer, secret, itemId } = await information();
    const helper = await makePerson(test, 'merchandiser');
    const url = `/api/v1/customers/${customer.id}`;
    await bo.call('POST', `${url}/collaborators`, { userId: helper.user.id, canEdit: false });
    const { links } = (await helper.call('GET', `/api/v1/unified/items/${itemId}`)).json();
    const unlink = (who: Person) => who.call('DELETE', `/api/v1/unified/links/${links[0].id}`);
    expect((await unlink(helper)).statusCode).toBe(403);
    expect(await get(bo, `${url}/timeline`)).toContain(secret);
    expect((await unlink(bo)).statusCode).toBe(200);
    expect(await get(bo, `${url}/timeline`)).not.toContain(secret);
  });
});

describe('an inquiry that became an entry of a timeline', () => {
  it('tells who may not read its mail nothing of it', async () => {
    const { db } = test.deps;
    const bo = await makePerson(test, 'salesperson');
    const account = await connectAccount(test, bo.user.id);
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    const customer = await makeCustomer(test, bo.user.id, { addresses: [buyer] });
    const messageId = await deliver(test, account, textMail({ from: buyer, to: account.address }));
    const secret = unique('impeller');
    const { id: inquiryId } = await db
      .insertInto('inquiry')
      .values({
        message_id: messageId,
        received_at: new Date(),
        platform: 'alibaba',
        state: 'filed',
        confidence: 1,
        sender: 'verified',
        signals: JSON.stringify({ pairs: [] }),
        customer_id: customer.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('timeline_entry')
      .values({
        customer_id: customer.id,
        occurred_at: new Date(),
        kind: 'event',
        event: 'inquiry',
        detail: JSON.stringify({ inquiryId, platform: 'Alibaba', about: secret, product: secret }),
      })
      .execute();
    const timeline = `/api/v1/customers/${customer.id}/timeline`;
    const manager = await makePerson(test, 'manager');
    for (const who of [bo, manager]) expect(await get(who, timeline)).toContain(secret);
    expect(await get(admin, timeline)).not.toContain(secret);
    expect((await bo.call('POST', `/api/v1/messages/${messageId}/private`)).statusCode).toBe(200);
    expect(await get(bo, timeline)).toContain(secret);
    expect(await get(manager, timeline)).not.toContain(secret);
  });
});

describe('a hand-over', () => {
  const plan = (from: Person, heir: Person, account: TestAccount, to: Person) => ({
    fromId: from.user.id,
    way: 'even',
    to: [{ userId: heir.user.id }],
    accounts: [{ accountId: account.id, toId: to.user.id }],
  });

  it('gives an administrator no mail account whose mail is closed to him', async () => {
    const [leaver, heir] = [await makePerson(test, 'salesperson'), await makePerson(test, 'salesperson')];
    const account = await connectAccount(test, leaver.user.id);
    const id = await deliver(test, account, textMail({ from: 'x@bolt.example', to: account.address }));
    for (const url of ['/api/v1/handovers/preview', '/api/v1/handovers'])
      expect((await admin.call('POST', url, plan(leaver, heir, account, admin))).statusCode).toBe(403);
    expect((await admin.call('GET', `/api/v1/messages/${id}`)).statusCode).toBe(404);
    const given = await admin.call('POST', '/api/v1/handovers', plan(leaver, heir, account, heir));
    expect(given.statusCode).toBe(200);
  });

  it('shows an administrator who gets a customer its page without what its mails say', async () => {
    const leaver = await makePerson(test, 'salesperson');
    const account = await connectAccount(test, leaver.user.id);
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    const { id } = await makeCustomer(test, leaver.user.id, { addresses: [buyer] });
    await deliver(test, account, textMail({ from: buyer, to: account.address, subject: 'Hush hush' }));
    const to = [{ userId: admin.user.id }];
    await owner.call('POST', '/api/v1/handovers', { fromId: leaver.user.id, way: 'even', to });
    await runJobs();
    const page = await admin.call('GET', `/api/v1/customers/${id}/handover`);
    expect(page.statusCode).toBe(200);
    expect(page.json()).toMatchObject({ customer: { id }, lastInbound: null });
    await setAdminReads(true);
    expect(await get(admin, `/api/v1/customers/${id}/handover`)).toContain('Hush hush');
  });

  it('by a token for customers alone gives no mail account to anyone', async () => {
    const [leaver, heir] = [await makePerson(test, 'salesperson'), await makePerson(test, 'salesperson')];
    const account = await connectAccount(test, leaver.user.id);
    const call = async (scopes: Parameters<typeof createApiToken>[2]['scopes']) => {
      const { token } = await createApiToken(test.deps.db, owner.user.id, { name: 'script', scopes });
      return test.app.inject({
        method: 'POST',
        url: '/api/v1/handovers',
        headers: { authorization: `Bearer ${token}` },
        payload: plan(leaver, heir, account, heir),
      });
    };
    expect((await call(['customers:write'])).statusCode).toBe(403);
    expect((await call(['customers:write', 'mail:write'])).statusCode).toBe(200);
  });
});

describe('an administrator who reads no mail', () => {
  it('does not make himself somebody who does', async () => {
    const other = await makePerson(test, 'admin');
    const change = (role: string) => admin.call('PATCH', `/api/v1/users/${admin.user.id}`, { role });
    for (const role of ['manager', 'salesperson']) expect((await change(role)).statusCode).toBe(403);
    expect((await other.call('PATCH', `/api/v1/users/${admin.user.id}`, { name: 'Ada' })).statusCode).toBe(
      200,
    );
  });
});
