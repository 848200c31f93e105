/** How mail accounts send: the settings, where the password may go, and what a test of them says. */
import { randomBytes } from 'node:crypto';
import { resealSecrets } from '@tradepost/core/accounts/reseal';
import { openSubmission } from '@tradepost/core/accounts/submission';
import { SecretBox } from '@tradepost/core/secrets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScriptedSmtp, startScriptedSmtp } from '../helpers/scripted-smtp.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, type TestAccount } from './api-mail.ts';

let test: TestApp;
let anna: Person;
let smtp: ScriptedSmtp;
beforeAll(async () => {
  [test, smtp] = await Promise.all([startTestApp({ requestsAMinute: 1_000_000 }), startScriptedSmtp()]);
  anna = await makePerson(test, 'salesperson');
});
afterAll(async () => {
  await Promise.all([test.close(), smtp.stop()]);
});

const own = () => connectAccount(test, anna.user.id);
const rowOf = ({ id }: TestAccount) =>
  test.deps.db.selectFrom('mail_account').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const server = (more: object = {}) => ({
  host: '127.0.0.1',
  port: smtp.port,
  security: 'none' as const,
  user: 'anna',
  ...more,
});
const set = (account: TestAccount, smtpSettings: object | null, more: object = {}) =>
  anna.call('PATCH', `/api/v1/mail-accounts/${account.id}`, { smtp: smtpSettings, ...more });
const passwordOf = async (account: TestAccount) =>
  openSubmission(test.deps.secrets, await rowOf(account))?.auth?.password;

describe('the server for sending', () => {
  it('is the provider’s where nobody names one, and none where the provider is not known', async () => {
    const account = await own();
    const read = async () =>
      (await anna.call('GET', `/api/v1/mail-accounts/${account.id}`)).json<{ smtp: unknown }>().smtp;
    expect(await read()).toBeNull();
    await test.deps.db
      .updateTable('mail_account')
      .set({ imap_host: 'imap.exmail.qq.com' })
      .where('id', '=', account.id)
      .execute();
    expect(await read()).toMatchObject({
      host: 'smtp.exmail.qq.com',
      port: 465,
      security: 'tls',
      source: 'preset',
      user: account.address,
      savesSent: 'setting',
    });
    expect(await passwordOf(account)).toBe('mail password');
  });

  it('gets the saved password only where its owner has typed it for it', async () => {
    const account = await own();
    // The same host as IMAP, but over an open line.
    expect((await set(account, server())).statusCode).toBe(400);
    expect((await set(account, server({ password: null }))).statusCode).toBe(400);
    expect((await set(account, server({ password: 'another secret' }))).statusCode).toBe(200);
    expect(await passwordOf(account)).toBe('another secret');
    // The same server: it stays. Another one: it does not come along.
    expect((await set(account, server({ port: 2525 }))).statusCode).toBe(200);
    expect(await passwordOf(account)).toBe('another secret');
    expect((await set(account, server({ host: 'localhost' }))).statusCode).toBe(400);
    // The password of IMAP, typed, follows it from then on.
    expect((await set(account, server({ password: 'mail password' }))).statusCode).toBe(200);
    expect((await rowOf(account)).smtp_secret).toBeNull();
    const row = await rowOf(account);
    expect(JSON.stringify(row)).not.toContain('another secret');
    // Taken away again.
    const gone = await set(account, null);
    expect(gone.json()).toMatchObject({ smtp: null });
  });

  it('may not be one in the company’s own network', async () => {
    const account = await own();
    for (const host of ['10.0.0.1', '169.254.169.254', '[::1]'])
      expect((await set(account, server({ host, port: 465, password: 'x' }))).statusCode).toBe(400);
    expect((await set(account, server({ host: '8.8.8.8', port: 22, password: 'x' }))).statusCode).toBe(400);
  });

  it('keeps its password under the newest key', async () => {
    const account = await own();
    await set(account, server({ password: 'canary of smtp' }));
    const keys = new Map([['test', randomBytes(32)]]);
    const { secrets } = test.deps;
    const after = new SecretBox(new Map([...keys, ['new', randomBytes(32)]]), 'new');
    await resealSecrets(test.deps.db, secrets, after);
    const row = await rowOf(account);
    expect(row).toMatchObject({ secret_key_id: 'new', smtp_secret_key_id: 'new' });
    expect(openSubmission(after, row)?.auth?.password).toBe('canary of smtp');
    // Moved to another account or another host, it opens nothing.
    expect(() => openSubmission(after, { ...row, address: 'other@lindqvist.test' })).toThrow();
    expect(() => openSubmission(after, { ...row, smtp_host: 'evil.example' })).toThrow();
    await resealSecrets(test.deps.db, after, secrets);
  });
});

describe('a test of it', () => {
  it.each([
    [{}, { ok: true, fault: null, maxSize: 10_000_000 }],
    [{ AUTH: '535 no' }, { ok: false, fault: { code: 'wrong-password' } }],
    [
      { AUTH: '534 5.7.9 Application-specific password required' },
      { ok: false, fault: { code: 'app-password-needed' } },
    ],
    [{ GREETING: '421 busy' }, { ok: false, fault: { code: 'refused-for-now' } }],
    [{ GREETING: 'drop' }, { ok: false, fault: { code: 'connection-lost' } }],
  ])('%j says %j, and sends nothing', async (answers, expected) => {
    smtp.act = Object.fromEntries(Object.entries(answers).map(([stage, answer]) => [stage, () => answer]));
    const account = await own();
    await set(account, server({ password: 'secret' }));
    const saved = await anna.call('POST', `/api/v1/mail-accounts/${account.id}/test-sending`);
    expect(saved.json()).toMatchObject(expected);
    expect(saved.body).not.toContain('secret');
    const typed = await anna.call('POST', '/api/v1/mail-accounts/test-sending', {
      smtp: server({ password: 'secret' }),
    });
    expect(typed.json()).toMatchObject(expected);
    expect(smtp.mails).toHaveLength(0);
  });

  it('tells a server that is not there from one that refuses', async () => {
    const reply = await anna.call('POST', '/api/v1/mail-accounts/test-sending', {
      smtp: server({ port: 1, password: 'x' }),
    });
    expect(reply.json()).toMatchObject({ ok: false, fault: { code: 'unreachable' } });
    const none = await anna.call('POST', `/api/v1/mail-accounts/${(await own()).id}/test-sending`);
    expect(none.json()).toMatchObject({ ok: false, fault: { code: 'no-sending-server' } });
  });

  it('is for the account’s owner and administrators', async () => {
    const account = await own();
    const manager = await makePerson(test, 'manager');
    expect((await manager.call('POST', `/api/v1/mail-accounts/${account.id}/test-sending`)).statusCode).toBe(
      403,
    );
  });
});

it('who may write as an account is said by its owner, of active people who work', async () => {
  const account = await own();
  const bert = await makePerson(test, 'salesperson');
  const reader = await makePerson(test, 'reader');
  const give = (userIds: number[]) =>
    anna.call('POST', `/api/v1/mail-accounts/${account.id}/senders`, { userIds });
  expect((await give([reader.user.id])).statusCode).toBe(400);
  expect((await give([bert.user.id])).json()).toMatchObject({
    items: [{ userId: bert.user.id, grantedByName: anna.user.name }],
  });
  const senders = (await bert.call('GET', '/api/v1/letter-senders')).json<{
    items: { accountId: number }[];
  }>();
  expect(senders.items.map(({ accountId }) => accountId)).toContain(account.id);
  // Writing as it is not reading it.
  expect((await bert.call('GET', `/api/v1/mail-accounts/${account.id}`)).statusCode).toBe(404);
});
