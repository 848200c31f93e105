import { mailboxAccounting } from '@tradepost/db/queries/accounting';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, textMail, unique } from './api-mail.ts';

let test: TestApp;
let anna: Person;
beforeAll(async () => {
  test = await startTestApp();
  anna = await makePerson(test, 'salesperson');
});
afterAll(() => test.close());

const settings = (over: object = {}) => ({
  address: `${unique('box')}@lindqvist.test`,
  password: 'canary-secret-7f3a',
  imap: { host: '127.0.0.1', port: 9, security: 'none', user: 'box' },
  ...over,
});

describe('a mail account', () => {
  it('is connected once per address; its password is sealed, and in no reply', async () => {
    const body = settings();
    const made = await anna.call('POST', '/api/v1/mail-accounts', body);
    expect(made.json()).toMatchObject({ address: body.address, status: 'waiting', ownerId: anna.user.id });
    expect(made.body).not.toContain(body.password);
    const again = await anna.call('POST', '/api/v1/mail-accounts', {
      ...body,
      address: body.address.toUpperCase(),
    });
    expect(again.statusCode).toBe(409);
    const row = await test.deps.db
      .selectFrom('mail_account')
      .selectAll()
      .where('id', '=', made.json().id)
      .executeTakeFirstOrThrow();
    expect(row.secret.toString('latin1')).not.toContain(body.password);
    expect(test.deps.secrets.open(`mail_account:${body.address}`, row.secret_key_id, row.secret)).toBe(
      body.password,
    );
  });

  it.each(['127.0.0.2', '10.0.0.5', '169.254.169.254', '[::1]'])(
    'may not be on the host %s, which an administrator has not listed',
    async (host) => {
      const reply = await anna.call(
        'POST',
        '/api/v1/mail-accounts',
        settings({ imap: { host, port: 993, security: 'tls', user: 'x' } }),
      );
      expect(reply.json()).toMatchObject({ error: { code: 'invalid-request' } });
    },
  );

  it('wants its password anew for a new server, so that nobody can have it sent to his own', async () => {
    const { id } = (await anna.call('POST', '/api/v1/mail-accounts', settings())).json();
    const move = (password?: string) =>
      anna.call('PATCH', `/api/v1/mail-accounts/${id}`, {
        imap: { host: '127.0.0.1', port: 10, security: 'none', user: 'box' },
        ...(password === undefined ? {} : { password }),
      });
    expect((await move()).statusCode).toBe(400);
    expect((await move('new')).json()).toMatchObject({ imap: { port: 10 } });
  });

  it('pauses, resumes, and when removed keeps its archive and loses its secret', async () => {
    const account = await connectAccount(test, anna.user.id);
    const message = await deliver(test, account, textMail({ from: 'a@b.example', to: account.address }));
    const url = `/api/v1/mail-accounts/${account.id}`;
    expect((await anna.call('POST', `${url}/pause`)).json()).toMatchObject({
      status: 'paused',
      nextAttemptAt: null,
    });
    expect((await anna.call('POST', `${url}/resume`)).json()).toMatchObject({ state: 'active' });
    expect((await anna.call('DELETE', url)).statusCode).toBe(200);
    expect((await anna.call('GET', url)).statusCode).toBe(404);
    expect((await anna.call('GET', `/api/v1/messages/${message}`)).statusCode).toBe(200);
    const row = await test.deps.db
      .selectFrom('mail_account')
      .selectAll()
      .where('id', '=', account.id)
      .executeTakeFirstOrThrow();
    expect(row.secret).toHaveLength(0);
    // The address is free again.
    expect(
      (await anna.call('POST', '/api/v1/mail-accounts', settings({ address: account.address }))).statusCode,
    ).toBe(200);
  });

  it('says unreachable in its test, and shows a fault with since when', async () => {
    const account = await connectAccount(test, anna.user.id);
    const tested = (await anna.call('POST', `/api/v1/mail-accounts/${account.id}/test`)).json();
    expect(tested).toMatchObject({ ok: false, fault: { code: 'unreachable' } });
    await sql`update mail_account set error_code = 'wrong-password', error_since = now() where id = ${account.id}`.execute(
      test.deps.db,
    );
    expect((await anna.call('GET', `/api/v1/mail-accounts/${account.id}`)).json()).toMatchObject({
      status: 'error',
      fault: { code: 'wrong-password' },
    });
  });
});

describe('the accounting of mailboxes', () => {
  it('counts each place once, by reason, and the sum is what is on the server', async () => {
    const [one, two] = [await connectAccount(test, anna.user.id), await connectAccount(test, anna.user.id)];
    const { db } = test.deps;
    const shared = textMail({ from: 'a@b.example', to: `${one.address}, ${two.address}` });
    await deliver(test, one, shared);
    await deliver(test, one, shared);
    const bad = await deliver(test, one, textMail({ from: 'bad@b.example', to: one.address }));
    const gone = await deliver(test, one, textMail({ from: 'gone@b.example', to: one.address }));
    await deliver(test, two, shared);
    await sql`update message set quarantine_reason = 'too-many-parts' where id = ${bad}`.execute(db);
    await sql`update mailbox_message set vanished_at = now() where message_id = ${gone}`.execute(db);
    await sql`insert into mailbox_message (mailbox_id, uid_validity, uid, size, skip_reason) values (${one.mailboxId}, 1, 99, 7, 'too-large')`.execute(
      db,
    );
    await sql`update mailbox set server_count = 6 where id = ${one.mailboxId}`.execute(db);
    expect(await mailboxAccounting(db, { accountId: one.id })).toEqual([
      {
        mailboxId: one.mailboxId,
        server: 6,
        archived: 1,
        duplicates: 1,
        quarantined: 1,
        skipped: 1,
        leftOutByRule: 0,
        vanished: 1,
        missing: 2,
      },
    ]);
    // The same mail in the other account is a duplicate there, until the first place is gone.
    const second = async () => (await mailboxAccounting(db, { accountId: two.id }))[0];
    expect(await second()).toMatchObject({ archived: 0, duplicates: 1, missing: 0 });
    const stateOfOne = (state: 'active' | 'removed') =>
      db.updateTable('mail_account').set({ state }).where('id', '=', one.id).execute();
    await stateOfOne('removed');
    expect(await second()).toMatchObject({ archived: 1, duplicates: 0, missing: 0 });
    await stateOfOne('active');
    await sql`update mailbox_message set vanished_at = now() where mailbox_id = ${one.mailboxId}`.execute(db);
    expect(await second()).toMatchObject({ archived: 1, duplicates: 0 });
    // A mailbox that was deleted or renamed on the server has nothing there any more; what it had is kept.
    await sql`update mailbox set vanished_at = now(), server_count = 1 where id = ${two.mailboxId}`.execute(
      db,
    );
    expect(await second()).toMatchObject({ server: 0, archived: 0, vanished: 1, missing: 0 });
    await sql`update mailbox set vanished_at = null where id = ${two.mailboxId}`.execute(db);
    await sql`update mailbox set skip_reason = 'chosen', server_count = 5 where id = ${two.mailboxId}`.execute(
      db,
    );
    expect(await second()).toMatchObject({ server: 5, archived: 1, skipped: 4, missing: 0 });
    const all = await mailboxAccounting(db);
    expect(all.filter((row) => row.mailboxId === one.mailboxId)).toMatchObject([
      { vanished: 5, archived: 0 },
    ]);
    const { items } = (await anna.call('GET', `/api/v1/mail-accounts/${two.id}/mailboxes`)).json();
    expect(items).toMatchObject([{ included: false, skipReason: 'chosen', accounting: { skipped: 4 } }]);
  });

  it('of a mailbox says what was chosen for it, or that it goes by the rule', async () => {
    const anna = await makePerson(test, 'salesperson');
    const { mailboxId } = await connectAccount(test, anna.user.id);
    for (const [chosen, included] of [
      [false, false],
      [true, true],
      [null, true],
    ]) {
      const reply = await anna.call('PATCH', `/api/v1/mailboxes/${mailboxId}`, { chosen });
      expect(reply.json()).toMatchObject({ chosen, included });
    }
  });
});
