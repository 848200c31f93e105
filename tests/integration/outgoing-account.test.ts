/** The product's own mail through a mail account of the company's: its server, its address, its password where it lies. */
import { queueMail } from '@tradepost/core/outbox/queue-mail';
import { sendDueMail } from '@tradepost/core/outbox/send-due';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmtpSink, startSmtpSink } from '../helpers/smtp-sink.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, type TestAccount, unique } from './api-mail.ts';

let test: TestApp;
let smtp: SmtpSink;
let admin: Person;
let anna: Person;
/** What the server lets in, by user. */
const passwords = new Map<string, string>();

beforeAll(async () => {
  [test, smtp] = await Promise.all([
    startTestApp({ requestsAMinute: 1_000_000 }),
    startSmtpSink({
      onAuth: ({ username = '', password }, _session, done) =>
        passwords.get(username) === password
          ? done(null, { user: username })
          : done(Object.assign(new Error('no such user'), { responseCode: 535 })),
    }),
  ]);
  admin = await makePerson(test, 'admin');
  anna = await makePerson(test, 'salesperson');
});
afterAll(async () => {
  await Promise.all([test.close(), smtp.stop()]);
});

/** It sends by the sink, with a password of its own. */
async function office(
  ownerId: number | null = null,
  password = 'canary of the office',
): Promise<TestAccount> {
  const account = await connectAccount(test, ownerId);
  passwords.set(account.address, password);
  await setPassword(account, password);
  return account;
}
const setPassword = async (account: TestAccount, password: string) => {
  const user = account.address;
  const sending = { host: smtp.host, port: smtp.port, security: 'none', user, password };
  const reply = await admin.call('PATCH', `/api/v1/mail-accounts/${account.id}`, { smtp: sending });
  expect(reply.statusCode).toBe(200);
};
const choose = (account: TestAccount, who = admin) =>
  who.call('PATCH', '/api/v1/outgoing-server/account', { accountId: account.id, fromName: 'Lindqvist' });
const read = async () =>
  (await admin.call('GET', '/api/v1/outgoing-server')).json<{
    server: { account: unknown; fault: { code: string } | null } | null;
    counts: { queued: number };
  }>();
const send = () => sendDueMail({ ...test.deps, allowedMailHosts: ['127.0.0.1'] });
const queue = (to: string) =>
  test.deps.db.transaction().execute((tx) =>
    queueMail(tx, {
      recipientId: null,
      to,
      kind: 'reminder-daily',
      period: unique('day'),
      subject: 'Today',
      text: 'Three customers\n',
    }),
  );
const sentTo = (to: string) => smtp.mails.filter((mail) => mail.to.includes(to));
const timeGoesOn = () =>
  test.deps.db
    .updateTable('outgoing_server')
    .set({ next_attempt_at: new Date(0) })
    .execute();

describe('a mail account that is chosen for mail of the product’s own', () => {
  it('sends it as its own address, with a password that is copied nowhere, and is tested by a press', async () => {
    const account = await office();
    const chosen = await choose(account);
    expect(chosen.json()).toMatchObject({
      account: { id: account.id, address: account.address },
      host: smtp.host,
      port: smtp.port,
      fromAddress: account.address,
      fromName: 'Lindqvist',
      fault: null,
    });
    expect((await admin.call('POST', '/api/v1/outgoing-server/test')).json()).toMatchObject({
      state: 'sent',
    });
    const to = `${unique('bo')}@lindqvist.test`;
    await queue(to);
    expect(await send()).toBe(1);
    expect(sentTo(to)).toHaveLength(1);
    expect(sentTo(to)[0]).toMatchObject({ from: account.address });
    expect(sentTo(to)[0]!.raw.toString()).toContain(`From: Lindqvist <${account.address}>`);
    const row = await test.deps.db.selectFrom('outgoing_server').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ host: null, user_name: null, secret: null, secret_key_id: null });
    const audit = await test.deps.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'outgoing-server.changed')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor_id: admin.user.id });
    expect(audit.detail).toMatchObject({ account: account.address });
    expect(JSON.stringify(audit)).not.toContain('canary');
  });

  it('is not removed while it is chosen, by nobody', async () => {
    const account = await office();
    await choose(account);
    const refused = await admin.call('DELETE', `/api/v1/mail-accounts/${account.id}`);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      error: { details: { fault: { code: 'sends-own-mail', value: account.address } } },
    });
    await admin.call('DELETE', '/api/v1/outgoing-server');
    expect((await admin.call('DELETE', `/api/v1/mail-accounts/${account.id}`)).statusCode).toBe(200);
    expect((await choose(account)).statusCode).toBe(404);
  });

  it('is none whose reader would read others’ links: a salesperson’s, the unified mailbox, a paused one', async () => {
    const [annas, unified, paused, mine] = [
      await office(anna.user.id),
      await office(),
      await office(),
      await office(admin.user.id),
    ];
    await test.deps.db
      .updateTable('mail_account')
      .set({ unified: true })
      .where('id', '=', unified.id)
      .execute();
    await admin.call('POST', `/api/v1/mail-accounts/${paused.id}/pause`);
    for (const account of [annas, unified, paused]) expect((await choose(account)).statusCode).toBe(422);
    expect((await choose(mine, anna)).statusCode).toBe(403);
    const { items } = (await admin.call('GET', '/api/v1/outgoing-server/accounts')).json<{
      items: { id: number; obstacle: string | null }[];
    }>();
    const offered = new Map(items.map(({ id, obstacle }) => [id, obstacle]));
    expect([annas, unified, paused, mine].map(({ id }) => offered.get(id))).toEqual([
      undefined,
      undefined,
      'account-paused',
      null,
    ]);
  });

  it('that is paused, or given to a salesperson, lets mail wait, says so, and goes on by itself', async () => {
    const account = await office();
    await choose(account);
    const give = (ownerId: number | null) =>
      admin.call('PATCH', `/api/v1/mail-accounts/${account.id}`, { ownerId });
    const ways = [
      {
        code: 'account-paused',
        break: () => admin.call('POST', `/api/v1/mail-accounts/${account.id}/pause`),
        mend: () => admin.call('POST', `/api/v1/mail-accounts/${account.id}/resume`),
      },
      { code: 'account-not-the-companys', break: () => give(anna.user.id), mend: () => give(null) },
    ];
    for (const way of ways) {
      const to = `${unique('cy')}@lindqvist.test`;
      await way.break();
      const id = await queue(to);
      expect(await send()).toBe(0);
      expect((await read()).server?.fault).toMatchObject({ code: way.code });
      // It costs the mail no attempt, and no day of its three.
      const row = await test.deps.db
        .selectFrom('outbox_mail')
        .selectAll()
        .where('id', '=', id!)
        .executeTakeFirstOrThrow();
      expect(row).toMatchObject({ state: 'queued', attempts: 0 });
      const notice = await test.deps.db
        .selectFrom('notice')
        .selectAll()
        .where('kind', '=', 'outgoing-stopped')
        .where('user_id', '=', admin.user.id)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      expect(notice.detail).toMatchObject({ code: way.code });
      await way.mend();
      expect((await read()).server?.fault).toBeNull();
      expect(await send()).toBe(1);
      expect(sentTo(to)).toHaveLength(1);
    }
  });

  it('whose password is refused lets mail wait, says so, and goes on with the new one at once', async () => {
    const account = await office();
    await choose(account);
    const to = `${unique('di')}@lindqvist.test`;
    passwords.set(account.address, 'changed at the provider');
    await queue(to);
    expect(await send()).toBe(0);
    expect((await read()).server?.fault).toMatchObject({ code: 'wrong-password' });
    await timeGoesOn();
    expect(await send()).toBe(0);
    // The very mail that met the fault goes with the others.
    await setPassword(account, 'changed at the provider');
    expect((await read()).server?.fault).toBeNull();
    expect(await send()).toBe(1);
    expect(sentTo(to)).toHaveLength(1);
    // A server that is typed in takes its place, and nothing of the account stays.
    const typed = { host: smtp.host, port: smtp.port, security: 'none', user: null };
    const server = await admin.call('PATCH', '/api/v1/outgoing-server', {
      ...typed,
      fromAddress: 'other@lindqvist.test',
      fromName: null,
    });
    expect(server.json()).toMatchObject({ account: null, host: smtp.host });
    expect((await admin.call('DELETE', `/api/v1/mail-accounts/${account.id}`)).statusCode).toBe(200);
  });
});
