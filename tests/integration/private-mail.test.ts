/** Mail that is not for everyone: marked private, or not archived at all. */
import { mailboxAccounting } from '@tradepost/db/queries/accounting';
import { JOB_KINDS } from '@tradepost/core/jobs/kinds';
import { runJob } from '@tradepost/core/jobs/run-job';
import { archiveBatch } from '@tradepost/core/ingest/archive-batch';
import { reparseMessage } from '@tradepost/core/ingest/reparse';
import { requestRefile } from '@tradepost/core/filing/refile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, makeCustomer, type TestAccount, textMail, unique } from './api-mail.ts';

let test: TestApp;
let owner: Person;
let anna: Person;
let account: TestAccount;
beforeAll(async () => {
  test = await startTestApp();
  owner = await makePerson(test, 'owner', 'Olga Owner');
  anna = await makePerson(test, 'salesperson', 'Anna');
  account = await connectAccount(test, anna.user.id);
});
afterAll(() => test.close());

const status = async (person: Person, id: number) =>
  (await person.call('GET', `/api/v1/messages/${id}`)).statusCode;
async function timeline(person: Person, customerId: number): Promise<number[]> {
  const reply = await person.call('GET', `/api/v1/customers/${customerId}/timeline`);
  return reply.json<{ items: { messageId?: number }[] }>().items.flatMap(({ messageId }) => messageId ?? []);
}
async function runJobs(): Promise<void> {
  const jobs = await test.deps.db
    .selectFrom('background_job')
    .select('id')
    .where('state', '=', 'queued')
    .orderBy('id')
    .execute();
  for (const { id } of jobs) await runJob(test.deps.db, JOB_KINDS, id, AbortSignal.timeout(30_000), () => {});
}

/** A customer of Anna's with two mails of one thread. */
async function correspondence() {
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, anna.user.id, { addresses: [buyer] });
  const first = textMail({ from: buyer, to: account.address, subject: 'A private matter' });
  const id = await deliver(test, account, first);
  const parent = /Message-ID: <(.+)>/.exec(first)?.[1];
  const headers = [`In-Reply-To: <${parent}>`];
  const reply = textMail({ from: account.address, to: buyer, subject: 'Re: A private matter', headers });
  const replyId = await deliver(test, account, reply);
  return { buyer, customer, id, replyId, raw: first };
}

const mark = (person: Person, id: number) => person.call('POST', `/api/v1/messages/${id}/private`);
const lift = (person: Person, id: number) => person.call('DELETE', `/api/v1/messages/${id}/private`);

describe('a mail marked private', () => {
  it('is on no timeline, and seen by who owns the account and by the company’s owner alone', async () => {
    const { customer, id, replyId } = await correspondence();
    const manager = await makePerson(test, 'manager');
    const admin = await makePerson(test, 'admin');
    const bo = await makePerson(test, 'salesperson');
    await test.deps.db
      .insertInto('customer_collaborator')
      .values({ user_id: bo.user.id, customer_id: customer.id })
      .execute();
    for (const person of [manager, admin, bo]) expect(await status(person, id)).toBe(200);

    expect((await mark(anna, id)).statusCode).toBe(200);
    expect((await mark(anna, id)).statusCode).toBe(200);
    for (const person of [manager, admin, bo]) {
      expect(await status(person, id)).toBe(404);
      expect(await timeline(person, customer.id)).toEqual([replyId]);
      // Nor through the thread of a mail that he may read.
      const mate = (await person.call('GET', `/api/v1/messages/${replyId}`)).body;
      expect(mate).not.toContain(`"id":${id},`);
      expect((await person.call('GET', `/api/v1/customers/${customer.id}`)).body).not.toContain(
        'A private matter',
      );
    }
    for (const person of [anna, owner]) expect(await status(person, id)).toBe(200);
    expect((await anna.call('GET', `/api/v1/messages/${id}`)).json()).toMatchObject({ isMine: true });
  });

  it('is closed to a manager who reads unfiled mail, and to the readers of a unified mailbox', async () => {
    const { id } = await correspondence();
    await owner.call('PATCH', '/api/v1/privacy', { managerReadsUnfiled: true });
    const unified = (on: boolean) =>
      test.deps.db.updateTable('mail_account').set({ unified: on }).where('id', '=', account.id).execute();
    await unified(true);
    const [manager, reader] = [await makePerson(test, 'manager'), await makePerson(test, 'reader')];
    for (const person of [manager, reader]) expect(await status(person, id)).toBe(200);
    await mark(anna, id);
    for (const person of [manager, reader]) expect(await status(person, id)).toBe(404);
    await unified(false);
    await owner.call('PATCH', '/api/v1/privacy', { managerReadsUnfiled: false });
  });

  it('stays off whatever is filed again, by rule or by hand', async () => {
    const { customer, id, replyId, buyer } = await correspondence();
    await mark(anna, id);
    await test.deps.db.transaction().execute((tx) => requestRefile(tx, { customerId: customer.id }, null));
    await runJobs();
    expect(await timeline(anna, customer.id)).toEqual([replyId]);
    const byHand = await anna.call('POST', `/api/v1/messages/${id}/filings`, { customerId: customer.id });
    expect(byHand.statusCode).toBe(422);
    const other = await makeCustomer(test, anna.user.id, { addresses: [`b-${buyer}`] });
    await test.deps.db
      .insertInto('contact_address')
      .values({ address: `c-${buyer}`, contact_id: other.contactId, customer_id: other.id })
      .execute();
    await test.deps.db.transaction().execute((tx) => requestRefile(tx, { customerId: other.id }, null));
    await runJobs();
    expect(await timeline(anna, other.id)).toEqual([]);
  });

  it('is back where it was when the mark is lifted, but not where a person had taken it off', async () => {
    const { customer, id, replyId } = await correspondence();
    const filing = await test.deps.db
      .selectFrom('filing')
      .select('id')
      .where('message_id', '=', replyId)
      .executeTakeFirstOrThrow();
    await anna.call('DELETE', `/api/v1/filings/${filing.id}`);
    for (const one of [id, replyId]) await mark(anna, one);
    for (const one of [id, replyId]) expect((await lift(anna, one)).statusCode).toBe(200);
    expect(await timeline(anna, customer.id)).toEqual([id]);
  });

  it('is marked by nobody else, not even an owner, and the record says nothing of its content', async () => {
    const { id, buyer } = await correspondence();
    expect((await mark(owner, id)).statusCode).toBe(403);
    expect((await mark(await makePerson(test, 'salesperson'), id)).statusCode).toBe(404);
    await mark(anna, id);
    const { items } = (
      await owner.call(
        'GET',
        `/api/v1/audit-log?action=message.marked-private&actorId=${anna.user.id}&limit=1`,
      )
    ).json<{ items: { detail: object }[] }>();
    expect(Object.keys(items[0]!.detail).sort()).toEqual(['address', 'date']);
    expect(items[0]!.detail).toMatchObject({ address: buyer });
  });

  it('stays private when it turns out to be a mail that the archive has, by another copy', async () => {
    const { customer, id, raw } = await correspondence();
    // The same octets, archived first as a mail that could not be read.
    const { db } = test.deps;
    const blob = await db
      .selectFrom('message')
      .select(['blob_id', 'thread_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const broken = await db
      .insertInto('message')
      .values({
        fingerprint: Buffer.from(unique('fingerprint').padEnd(32, '0').slice(0, 32)),
        blob_id: blob.blob_id,
        thread_id: blob.thread_id,
        subject: '',
        occurred_at: new Date(),
        direction: 'inbound',
        preview: '',
        size: raw.length,
        parse_tier: 'raw',
        quarantine_reason: 'parser-timeout',
        private_at: new Date(),
        private_by: anna.user.id,
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(await reparseMessage(test.deps, broken.id)).toBe(id);
    expect(await status(await makePerson(test, 'manager'), id)).toBe(404);
    expect(await timeline(anna, customer.id)).toHaveLength(1);
  });
});

describe('mail with who is on the never-archive list', () => {
  const add = (body: object, person = owner) => person.call('POST', '/api/v1/never-archive', body);

  /** As the sync does it. @returns the place, and the message where there is one. */
  async function arrive(raw: string) {
    const { deps } = test;
    const processed = await deps.pool.process(Buffer.from(raw), { priority: 'new' });
    const box = await deps.db
      .updateTable('mailbox')
      .set((eb) => ({
        uid_next: eb('uid_next', '+', 1),
        server_count: eb(eb.fn.coalesce('server_count', eb.lit(0)), '+', 1),
      }))
      .where('id', '=', account.mailboxId)
      .returning('uid_next')
      .executeTakeFirstOrThrow();
    const uid = (box.uid_next as number) - 1;
    const result = await archiveBatch(deps, {
      mailboxId: account.mailboxId,
      uidValidity: 1,
      items: [{ uid, internalDate: Date.now(), processed }],
      covered: `{[${uid},${uid + 1})}`,
    });
    const place = await deps.db
      .selectFrom('mailbox_message')
      .selectAll()
      .where('mailbox_id', '=', account.mailboxId)
      .where('uid', '=', uid)
      .executeTakeFirstOrThrow();
    const blobs = await deps.db
      .selectFrom('blob')
      .select('id')
      .where('sha256', '=', Buffer.from(processed.sha256, 'hex'))
      .execute();
    return { ...result, place, kept: blobs.length };
  }

  it('leaves a place and a reason, no octets and no rows, and the sum adds up', async () => {
    const lawyer = `${unique('adviser')}@${unique('law')}.example`;
    expect((await add({ address: lawyer, reason: 'Lawyer' })).statusCode).toBe(200);
    const left = await arrive(textMail({ from: lawyer, to: account.address, subject: 'Confidential' }));
    expect(left).toMatchObject({ places: 1, newMessages: 0, leftOut: 1, kept: 0 });
    expect(left.place).toMatchObject({ message_id: null, blob_id: null, skip_reason: 'never-archive' });
    const [sums] = await mailboxAccounting(test.deps.db, { mailboxId: account.mailboxId });
    expect(sums).toMatchObject({ missing: 0, skipped: 1 });
    const address = await test.deps.db
      .selectFrom('address')
      .select('id')
      .where('address', '=', lawyer)
      .execute();
    expect(address).toEqual([]);
    const box = await test.deps.db
      .selectFrom('mailbox')
      .select(['covered', 'place_count'])
      .where('id', '=', account.mailboxId)
      .executeTakeFirstOrThrow();
    expect(box.covered).toContain(String(left.place.uid + 1));
    // The page of the account says so.
    const page = await anna.call('GET', `/api/v1/mail-accounts/${account.id}/mailboxes`);
    expect(page.json().items[0].accounting).toMatchObject({ skipped: 1, leftOutByRule: 1 });
  });

  it('is archived where one other outside party takes part, or the sender is forged', async () => {
    const bank = unique('bank');
    expect((await add({ domain: `${bank}.example` })).statusCode).toBe(200);
    const from = `teller@mail.${bank}.example`;
    expect(await arrive(textMail({ from, to: account.address }))).toMatchObject({ leftOut: 1 });
    const cc = textMail({ from, to: account.address, headers: ['Cc: buyer@other.example'] });
    expect(await arrive(cc)).toMatchObject({ leftOut: 0, newMessages: 1 });
    const answer = textMail({ from, to: account.address, headers: ['Reply-To: eve@evil.example'] });
    expect(await arrive(answer)).toMatchObject({ leftOut: 0 });
    const forged = textMail({
      from,
      to: account.address,
      headers: ['Authentication-Results: mx.test; dmarc=fail header.from=bank.example'],
    });
    expect(await arrive(forged)).toMatchObject({ leftOut: 0 });
  });

  it('that was archived before the entry stays, in every place it turns up', async () => {
    const friend = `${unique('friend')}@${unique('home')}.example`;
    const raw = textMail({ from: friend, to: account.address });
    const id = await deliver(test, account, raw);
    await add({ address: friend });
    expect(await arrive(raw)).toMatchObject({ leftOut: 0, places: 1 });
    expect(await status(anna, id)).toBe(200);
  });

  it('is fetched after all when the entry goes', async () => {
    const lawyer = `${unique('adviser')}@${unique('law')}.example`;
    const entry = (await add({ address: lawyer })).json<{ id: number }>();
    const left = await arrive(textMail({ from: lawyer, to: account.address }));
    expect((await owner.call('DELETE', `/api/v1/never-archive/${entry.id}`)).statusCode).toBe(200);
    await runJobs();
    const { rows } = await import('kysely').then(({ sql }) =>
      sql<{ covered: boolean }>`
        select covered @> ${left.place.uid}::bigint as covered from mailbox where id = ${account.mailboxId}`.execute(
        test.deps.db,
      ),
    );
    expect(rows[0]?.covered).toBe(false);
    const places = await test.deps.db
      .selectFrom('mailbox_message')
      .select('uid')
      .where('mailbox_id', '=', account.mailboxId)
      .where('skip_reason', '=', 'never-archive')
      .execute();
    expect(places).toEqual([]);
  });

  it('cannot be that of customers, of freemail or of the company itself', async () => {
    const buyer = `${unique('buyer')}@${unique('acme')}.example`;
    await makeCustomer(test, anna.user.id, { addresses: [buyer] });
    for (const body of [
      { address: buyer },
      { domain: buyer.split('@')[1] },
      { domain: 'gmail.com' },
      { domain: 'alibaba.com' },
      { address: account.address },
    ]) {
      const refused = await add(body);
      expect([refused.statusCode, refused.json().error.message]).toEqual([422, expect.any(String)]);
    }
    const deep = `${unique('office')}.example`;
    await makeCustomer(test, anna.user.id, { addresses: [`a@mail.${deep}`] });
    expect((await add({ domain: deep })).statusCode).toBe(422);
    const known = `${unique('hr')}@agency.example`;
    await add({ address: known });
    expect((await add({ address: known.toUpperCase() })).statusCode).toBe(409);
  });

  it('does not become a customer’s, by whatever way; where both were entered at once its mail is archived', async () => {
    const domain = `${unique('bank')}.example`;
    const address = `${unique('clerk')}@home.example`;
    await add({ domain });
    await add({ address });
    const { id, contactId } = await makeCustomer(test, anna.user.id);
    const contact = { addresses: [`a@mail.${domain}`] };
    for (const reply of [
      await anna.call('POST', '/api/v1/customers', { name: 'Bank', domains: [`mail.${domain}`] }),
      await anna.call('POST', '/api/v1/customers', { name: 'Bank', contacts: [contact] }),
      await anna.call('POST', `/api/v1/customers/${id}/contacts`, { addresses: [address] }),
      await anna.call('PATCH', `/api/v1/contacts/${contactId}`, { addresses: [address] }),
      await anna.call('PATCH', `/api/v1/customers/${id}`, { domains: [domain] }),
    ])
      expect(reply.json().error).toMatchObject({
        code: 'unprocessable',
        details: { fault: { code: 'never-archived' } },
      });
    await test.deps.db
      .insertInto('contact_address')
      .values({ address, contact_id: contactId, customer_id: id })
      .execute();
    expect(await arrive(textMail({ from: address, to: account.address }))).toMatchObject({ leftOut: 0 });
    expect(await arrive(textMail({ from: `a@${domain}`, to: account.address }))).toMatchObject({
      leftOut: 1,
    });
  });

  it('among colleagues is left out only where the company says so', async () => {
    const other = await connectAccount(test, null);
    const internal = () => arrive(textMail({ from: other.address, to: account.address }));
    expect(await internal()).toMatchObject({ leftOut: 0 });
    await owner.call('PATCH', '/api/v1/privacy', { archiveInternal: false });
    expect(await internal()).toMatchObject({ leftOut: 1 });
    const forged = textMail({
      from: other.address,
      to: account.address,
      headers: ['Authentication-Results: mx.test; dmarc=fail'],
    });
    expect(await arrive(forged)).toMatchObject({ leftOut: 0 });
    await owner.call('PATCH', '/api/v1/privacy', { archiveInternal: true });
  });
});
