import { onceForKey } from '@tradepost/core/users/idempotency';
import { waitFor } from '../helpers/wait-for.ts';
import { firstAdminLink } from '@tradepost/core/users/first-admin';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePerson, PASSWORD, PUBLIC_URL, type Reply, startTestApp, type TestApp } from './api-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;
const signIn = (email: string, password: string, remoteAddress = '192.0.2.1') =>
  test.app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password }, remoteAddress });

describe('the first administrator', () => {
  it('is made by a one-time link, once, and the link before it is void', async () => {
    const old = await firstAdminLink(test.deps.db, PUBLIC_URL);
    const link = await firstAdminLink(test.deps.db, PUBLIC_URL);
    const url = `/api/v1/invitations/${link?.split('/').at(-1)}`;
    const body = {
      name: 'Chen Hui',
      email: 'Chen@Lindqvist.test',
      password: PASSWORD,
      companyName: '林达贸易',
    };
    const accept = (at: string) => test.app.inject({ method: 'POST', url: at, payload: body });

    expect((await accept(`/api/v1/invitations/${old?.split('/').at(-1)}`)).statusCode).toBe(410);
    expect((await test.app.inject({ url })).json()).toEqual({
      kind: 'first-admin',
      email: null,
      role: 'admin',
    });
    expect((await accept(url)).json()).toMatchObject({
      user: { email: 'chen@lindqvist.test', role: 'admin' },
      companyName: '林达贸易',
      companyTimeZone: 'Asia/Shanghai',
    });
    expect(code(await accept(url))).toBe('link-expired');
    expect(await firstAdminLink(test.deps.db, PUBLIC_URL)).toBeNull();
  });
});

describe('signing in', () => {
  it('gives a cookie that scripts cannot read, and says the same of a wrong password and an unknown user', async () => {
    const { user } = await makePerson(test, 'salesperson');
    const right = await signIn(user.email.toUpperCase(), PASSWORD);
    expect(right.statusCode).toBe(200);
    expect(right.cookies[0]).toMatchObject({ name: 'tradepost', httpOnly: true, sameSite: 'Lax', path: '/' });
    const wrong = await signIn(user.email, 'not it');
    const unknown = await signIn('nobody@lindqvist.test', 'not it');
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json()).toEqual(unknown.json());
  });

  it('over https sets a __Host- cookie that only travels encrypted', async () => {
    const secure = await startTestApp({ publicUrl: 'https://mail.lindqvist.test' });
    try {
      const { user } = await makePerson(secure, 'reader');
      const reply = await secure.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: user.email, password: PASSWORD },
      });
      expect(reply.cookies[0]).toMatchObject({ name: '__Host-tradepost', secure: true, path: '/' });
      expect(reply.headers['strict-transport-security']).toContain('max-age');
    } finally {
      await secure.close();
    }
  });

  it('is refused for a while after ten wrong passwords, the right one too; other accounts are not', async () => {
    const { user } = await makePerson(test, 'salesperson');
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await signIn(user.email, 'wrong', `192.0.2.${i}`)).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const blocked = await signIn(user.email, PASSWORD, '192.0.2.99');
    expect(blocked.statusCode).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    const other = await makePerson(test, 'salesperson');
    expect((await signIn(other.user.email, PASSWORD, '192.0.2.99')).statusCode).toBe(200);
    // The pause is over: one attempt is looked at again, and a right one ends it.
    await sql`update login_throttle set blocked_until = now() - interval '1 second'
      where key = ${`account:${user.email}`}`.execute(test.deps.db);
    expect((await signIn(user.email, PASSWORD, '192.0.2.99')).statusCode).toBe(200);
    expect((await signIn(user.email, 'wrong', '192.0.2.99')).statusCode).toBe(401);
  });

  it('is refused for an address that tries many accounts, however many at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 70 }, (_, i) => signIn(`guess${i}@lindqvist.test`, 'x', '2001:db8::7')),
    );
    expect(replies.filter((reply) => reply.statusCode === 401)).toHaveLength(50);
    expect(replies.filter((reply) => reply.statusCode === 429)).toHaveLength(20);
    // The same /64 is the same host.
    expect((await signIn('guess@lindqvist.test', 'x', '2001:db8::8')).statusCode).toBe(429);
  });
});

describe('a session', () => {
  it('ends when signed out, idle too long, past its time, or its user disabled', async () => {
    const anna = await makePerson(test, 'salesperson');
    const works = async () => (await anna.call('GET', '/api/v1/session')).statusCode;
    expect(await works()).toBe(200);
    const { db } = test.deps;
    const mine = sql`user_id = ${anna.user.id}`;
    await sql`update session set last_seen_at = now() - interval '25 hours' where ${mine}`.execute(db);
    expect(await works()).toBe(401);
    await sql`update session set last_seen_at = now(), expires_at = now() - interval '1 second' where ${mine}`.execute(
      db,
    );
    expect(await works()).toBe(401);
    await sql`update session set expires_at = now() + interval '1 day' where ${mine}`.execute(db);
    await sql`update app_user set disabled_at = now() where id = ${anna.user.id}`.execute(db);
    expect(await works()).toBe(401);
    await sql`update app_user set disabled_at = null where id = ${anna.user.id}`.execute(db);
    expect(await works()).toBe(200);
    expect((await anna.call('DELETE', '/api/v1/session')).statusCode).toBe(200);
    expect(await works()).toBe(401);
  });

  it('writes only with its CSRF token, and never for another site', async () => {
    const anna = await makePerson(test, 'salesperson');
    const patch = (headers: Record<string, string>) =>
      anna.call('PATCH', '/api/v1/me', { locale: 'en' }, headers);
    expect((await patch({})).statusCode).toBe(200);
    expect((await patch({ origin: PUBLIC_URL })).statusCode).toBe(200);
    expect(code(await patch({ 'x-csrf-token': '' }))).toBe('csrf');
    const bo = await makePerson(test, 'salesperson');
    expect(code(await patch({ 'x-csrf-token': bo.csrfToken }))).toBe('csrf');
    expect(code(await patch({ origin: 'https://evil.example' }))).toBe('csrf');
    expect(code(await patch({ origin: 'null' }))).toBe('csrf');
  });

  it('alone survives a change of password, which asks for the old one', async () => {
    const anna = await makePerson(test, 'salesperson');
    const elsewhere = await signIn(anna.user.email, PASSWORD);
    const cookie = `tradepost=${elsewhere.cookies[0]?.value}`;
    const change = (currentPassword: string) =>
      anna.call('PATCH', '/api/v1/me', { currentPassword, newPassword: 'another long password' });
    expect(code(await change('wrong'))).toBe('wrong-credentials');
    expect((await change(PASSWORD)).statusCode).toBe(200);
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(200);
    expect((await test.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401);
    expect((await signIn(anna.user.email, 'another long password')).statusCode).toBe(200);
  });
});

describe('the old password, asked for by a change of it,', () => {
  it('is guessed no faster than at the sign-in, and counts there too', async () => {
    const anna = await makePerson(test, 'salesperson');
    const change = (currentPassword: string) =>
      anna.call('PATCH', '/api/v1/me', { currentPassword, newPassword: 'another long password' });
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await change(`guess ${i}`)).statusCode);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect((await change(PASSWORD)).statusCode).toBe(429);
    expect((await signIn(anna.user.email, PASSWORD, '192.0.2.77')).statusCode).toBe(429);
    expect((await anna.call('PATCH', '/api/v1/me', { name: 'Anna' })).statusCode).toBe(200);
  });
});

describe('users', () => {
  it('are invited by a link for one address, once', async () => {
    const admin = await makePerson(test, 'admin');
    const email = 'newcomer@lindqvist.test';
    const invited = await admin.call('POST', '/api/v1/users/invite', { email, role: 'salesperson' });
    const url = `/api/v1/invitations/${invited.json<{ url: string }>().url.split('/').at(-1)}`;
    const accept = (address: string) =>
      test.app.inject({ method: 'POST', url, payload: { name: 'New', email: address, password: PASSWORD } });
    expect((await accept('other@lindqvist.test')).statusCode).toBe(400);
    const both = await Promise.all([accept(email), accept(email)]);
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 410]);
  });

  it('always keep one administrator who can sign in', async () => {
    const { db } = test.deps;
    const admin = await makePerson(test, 'admin');
    await sql`update app_user set disabled_at = now() where role in ('owner', 'admin') and id <> ${admin.user.id}`.execute(
      db,
    );
    const url = `/api/v1/users/${admin.user.id}`;
    expect(code(await admin.call('PATCH', url, { disabled: true }))).toBe('conflict');
    expect(code(await admin.call('PATCH', url, { role: 'manager' }))).toBe('conflict');
  });
});

describe('an API token', () => {
  it('reads, writes if it may, needs no CSRF proof, and ends when revoked', async () => {
    const anna = await makePerson(test, 'salesperson');
    const make = async (scope: string) =>
      (await anna.call('POST', '/api/v1/api-tokens', { name: 'script', scopes: [scope] })).json<{
        token: string;
        apiToken: { id: number };
      }>();
    const [reader, writer] = [await make('read'), await make('write')];
    const use = (token: string, method: 'GET' | 'POST') =>
      test.app.inject({
        method,
        url: '/api/v1/customers',
        headers: { authorization: `Bearer ${token}` },
        ...(method === 'POST' ? { payload: { name: 'By token' } } : {}),
      });
    expect((await use(reader.token, 'GET')).statusCode).toBe(200);
    expect(code(await use(reader.token, 'POST'))).toBe('forbidden');
    expect((await use(writer.token, 'POST')).statusCode).toBe(200);
    expect(code(await use(`${writer.token}x`, 'GET'))).toBe('unauthenticated');
    await anna.call('DELETE', `/api/v1/api-tokens/${writer.apiToken.id}`);
    expect(code(await use(writer.token, 'GET'))).toBe('unauthenticated');
    const stored = JSON.stringify(await test.deps.db.selectFrom('api_token').selectAll().execute());
    expect(stored).not.toContain(reader.token);
  });
});

describe('an Idempotency-Key', () => {
  it('makes a repeated request happen once, with one reply', async () => {
    const anna = await makePerson(test, 'salesperson');
    const send = (name: string, key: string) =>
      anna.call('POST', '/api/v1/customers', { name }, { 'idempotency-key': key });
    const together = await Promise.all(Array.from({ length: 5 }, () => send('Once', 'key-1')));
    const later = await send('Once', 'key-1');
    const ids = [...together, later].map((reply) => reply.json<{ id: number }>().id);
    expect(new Set(ids).size).toBe(1);
    expect(code(await send('Twice', 'key-1'))).toBe('idempotency-mismatch');
    const bo = await makePerson(test, 'salesperson');
    const his = await bo.call('POST', '/api/v1/customers', { name: 'Once' }, { 'idempotency-key': 'key-1' });
    expect(his.json<{ id: number }>().id).not.toBe(ids[0]);
  });

  it('stays with a request that runs for longer than a dead one is waited for', async () => {
    const { db } = test.deps;
    const userId = (await makePerson(test, 'salesperson')).user.id;
    const request = { userId, key: 'slow', method: 'POST', url: '/x', body: null };
    const age = async () => {
      const { rows } = await sql<{ s: number }>`select extract(epoch from now() - created_at)::float8 as s
        from idempotency_key where user_id = ${userId}`.execute(db);
      return rows[0]?.s ?? 0;
    };
    const run = async () => {
      await sql`update idempotency_key set created_at = now() - interval '1 hour' where user_id = ${userId}`.execute(
        db,
      );
      await waitFor(async () => (await age()) < 60);
      return 'done';
    };
    expect(await onceForKey(test.deps, request, run, 20)).toBe('done');
    expect(await onceForKey(test.deps, request, () => Promise.reject(new Error('twice')))).toBe('done');
  });

  it('keeps no secret of the reply readable, and gives a failed request another chance', async () => {
    const anna = await makePerson(test, 'salesperson');
    const key = { 'idempotency-key': 'key-2' };
    const made = await anna.call('POST', '/api/v1/api-tokens', { name: 'x', scopes: ['read'] }, key);
    const again = await anna.call('POST', '/api/v1/api-tokens', { name: 'x', scopes: ['read'] }, key);
    expect(again.json()).toEqual(made.json());
    const rows = JSON.stringify(await test.deps.db.selectFrom('idempotency_key').selectAll().execute());
    expect(rows).not.toContain(made.json<{ token: string }>().token);
    const fail = () => anna.call('POST', '/api/v1/customers', { name: ' ' }, { 'idempotency-key': 'key-3' });
    expect(code(await fail())).toBe('invalid-request');
    expect(code(await fail())).toBe('invalid-request');
  });
});
