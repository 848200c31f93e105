/** Sign-in by OpenID Connect, with a real provider. */
import { redirectUri } from '@tradepost/core/open-id/client';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startOpenIdProvider,
  type TestIdentity,
  type TestOpenIdProvider,
} from '../helpers/open-id-provider.ts';
import {
  makePerson,
  PASSWORD,
  PUBLIC_URL,
  type Person,
  type Reply,
  startTestApp,
  type TestApp,
} from './api-app.ts';
import { unique } from './api-mail.ts';

let test: TestApp;
let provider: TestOpenIdProvider;
let admin: Person;
beforeAll(async () => {
  test = await startTestApp();
  provider = await startOpenIdProvider({ redirectUri: redirectUri(PUBLIC_URL) });
  admin = await makePerson(test, 'admin');
});
beforeEach(async () => {
  expect((await set({})).statusCode).toBe(200);
});
afterAll(async () => {
  await provider.stop();
  await test.close();
});

const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;
const set = (changes: object, by = admin) =>
  by.call('PATCH', '/api/v1/openid/settings', {
    enabled: true,
    issuer: provider.issuer,
    clientId: provider.clientId,
    secret: provider.secret,
    buttonLabel: '企业账号登录',
    createDomains: [],
    createRole: 'reader',
    ...changes,
  });
const cookiesOf = (reply: Reply) => Object.fromEntries(reply.cookies.map(({ name, value }) => [name, value]));
const start = (next?: string) =>
  test.app.inject(
    `/api/v1/openid/start${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`,
  ) as Promise<Reply>;
const back = (at: URL, cookies: Record<string, string>) =>
  test.app.inject({ url: `${at.pathname}${at.search}`, cookies }) as Promise<Reply>;

/** The whole way of a browser. @returns the answer to its coming back. */
async function goThrough(identity: TestIdentity, next?: string): Promise<Reply> {
  provider.identity = identity;
  const gone = await start(next);
  return back(await provider.visit(String(gone.headers.location)), cookiesOf(gone));
}
const whoIs = async (reply: Reply) => {
  const me = await test.app.inject({ url: '/api/v1/session', cookies: cookiesOf(reply) });
  return me.statusCode === 200 ? me.json<{ user: { id: number } }>().user.id : null;
};
const verified = (person: Person): TestIdentity => ({
  sub: unique('subject-'),
  email: person.user.email,
  email_verified: true,
});
const fault = (name: string) => `/sign-in?fault=${name}`;

describe('a sign-in by the provider', () => {
  it('is that of the active user with the verified address, and later of the same subject', async () => {
    const anna = await makePerson(test, 'salesperson');
    const identity = verified(anna);
    const reply = await goThrough({ ...identity, email: anna.user.email.toUpperCase() }, '/unfiled?x=1');
    expect(reply.headers.location).toBe('/unfiled?x=1');
    expect(await whoIs(reply)).toBe(anna.user.id);
    // The address may change, and say nothing any more: the subject is who it is.
    const later = await goThrough({ sub: identity.sub, email: 'other@lindqvist.test' });
    expect(await whoIs(later)).toBe(anna.user.id);
    const session = await anna.call('GET', '/api/v1/me/security');
    expect(session.json()).toMatchObject({ openId: '企业账号登录' });
    const actions = await test.deps.db
      .selectFrom('audit_log')
      .select(['action', 'detail'])
      .where('subject_id', '=', String(anna.user.id))
      .orderBy('id')
      .execute();
    expect(actions).toMatchObject([
      { action: 'user.openid-joined', detail: { issuer: provider.issuer } },
      { action: 'session.started', detail: { via: 'openid' } },
      { action: 'session.started', detail: { via: 'openid' } },
    ]);
  });

  it('is refused for an address that is not verified, not known, or of a disabled user', async () => {
    const anna = await makePerson(test, 'salesperson');
    const said = async (identity: TestIdentity) => (await goThrough(identity)).headers.location;
    expect(await said({ ...verified(anna), email_verified: false })).toBe(fault('not-verified'));
    expect(await said({ sub: unique('subject-') })).toBe(fault('not-verified'));
    const stranger = { sub: unique('subject-'), email: 'stranger@lindqvist.test', email_verified: true };
    expect(await said(stranger)).toBe(fault('unknown-user'));
    await sql`update app_user set disabled_at = now() where id = ${anna.user.id}`.execute(test.deps.db);
    expect(await said(verified(anna))).toBe(fault('unknown-user'));
  });

  it('is refused for a second account of the provider with the same address', async () => {
    const anna = await makePerson(test, 'salesperson');
    expect(await whoIs(await goThrough(verified(anna)))).toBe(anna.user.id);
    expect((await goThrough(verified(anna))).headers.location).toBe(fault('joined-elsewhere'));
  });

  it('is never that of an owner or administrator by the address alone: they join it signed in', async () => {
    const owner = await makePerson(test, 'owner');
    const identity = verified(owner);
    for (const person of [owner, admin])
      expect((await goThrough(verified(person))).headers.location).toBe(fault('not-joined'));
    const ask = (password: string) => owner.call('POST', '/api/v1/me/openid', { password });
    expect(code(await ask('wrong'))).toBe('wrong-credentials');
    const joining = await ask(PASSWORD);
    provider.identity = { sub: identity.sub };
    const reply = await back(await provider.visit(joining.json<{ url: string }>().url), cookiesOf(joining));
    expect(reply.headers.location).toBe('/settings/security');
    expect(await whoIs(await goThrough({ sub: identity.sub }))).toBe(owner.user.id);
    // The same account of the provider is nobody else's.
    const anna = await makePerson(test, 'salesperson');
    const second = await anna.call('POST', '/api/v1/me/openid', { password: PASSWORD });
    const refused = await back(await provider.visit(second.json<{ url: string }>().url), cookiesOf(second));
    expect(refused.headers.location).toBe('/settings/security?fault=joined-elsewhere');
    expect(code(await admin.call('DELETE', `/api/v1/users/${owner.user.id}/openid`))).toBe('forbidden');
    expect((await owner.call('DELETE', '/api/v1/me/openid')).statusCode).toBe(200);
    expect((await goThrough({ sub: identity.sub })).headers.location).toBe(fault('not-verified'));
  });

  it('makes a user only for a domain that the company has named, with the role it has named', async () => {
    expect(code(await set({ createDomains: ['gmail.com'] }))).toBe('invalid-request');
    await set({ createDomains: ['Subsidiary.example'], createRole: 'merchandiser' });
    const come = (email: string, email_verified: boolean) =>
      goThrough({ sub: unique('subject-'), email, email_verified, name: '陈慧' });
    expect((await come('chen@subsidiary.example', false)).headers.location).toBe(fault('not-verified'));
    expect((await come('chen@not-subsidiary.example', true)).headers.location).toBe(fault('unknown-user'));
    const id = await whoIs(await come('Chen@subsidiary.example', true));
    const user = await test.deps.db
      .selectFrom('app_user')
      .select(['email', 'name', 'role', 'password_hash'])
      .where('id', '=', id)
      .executeTakeFirst();
    expect(user).toEqual({
      email: 'chen@subsidiary.example',
      name: '陈慧',
      role: 'merchandiser',
      password_hash: null,
    });
  });

  it('does not stand for the second factor', async () => {
    const anna = await makePerson(test, 'salesperson');
    await test.deps.db
      .insertInto('totp')
      .values({
        user_id: anna.user.id,
        secret_key_id: 'x',
        secret: Buffer.alloc(1),
        confirmed_at: new Date(),
      })
      .execute();
    const reply = await goThrough(verified(anna), '/accounts');
    expect(reply.headers.location).toBe('/sign-in?step=code&next=%2Faccounts');
    expect(await whoIs(reply)).toBeNull();
  });

  it('leads to a page of ours and to no other site', async () => {
    const anna = await makePerson(test, 'salesperson');
    const identity = verified(anna);
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', ''])
      expect((await goThrough(identity, next)).headers.location).toBe('/customers');
  });
});

describe('a coming back', () => {
  const arrive = async () => {
    const anna = await makePerson(test, 'salesperson');
    provider.identity = verified(anna);
    const gone = await start();
    const cookies = cookiesOf(gone);
    return { at: await provider.visit(String(gone.headers.location)), cookies };
  };

  it('counts once, and in the browser that went', async () => {
    const { at, cookies } = await arrive();
    expect((await back(at, {})).headers.location).toBe(fault('expired'));
    const other = cookiesOf(await start());
    // Another's way back: its state is not ours.
    expect((await back(at, other)).headers.location).toBe(fault('refused'));
    expect((await back(at, cookies)).headers.location).toBe('/customers');
    expect((await back(at, cookies)).headers.location).toBe(fault('expired'));
  });

  it.each([
    ['another state', (at: URL) => at.searchParams.set('state', 'x')],
    ['no state', (at: URL) => at.searchParams.delete('state')],
    ['another issuer', (at: URL) => at.searchParams.set('iss', 'https://evil.example')],
    ['a code that is none', (at: URL) => at.searchParams.set('code', 'x')],
    [
      'an error of the provider',
      (at: URL) => {
        at.searchParams.delete('code');
        at.searchParams.set('error', 'access_denied');
      },
    ],
  ])('with %s is refused, and in the log', async (_what, forge) => {
    const { at, cookies } = await arrive();
    forge(at);
    const reply = await back(at, cookies);
    expect(reply.headers.location).toBe(fault('refused'));
    expect(await whoIs(reply)).toBeNull();
    const row = await test.deps.db
      .selectFrom('audit_log')
      .select(['action', 'detail'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    expect(row).toMatchObject({ action: 'session.refused', detail: { via: 'openid', reason: 'refused' } });
  });

  it.each(['nonce', 'code_verifier'] as const)('with a %s that is not ours is refused', async (column) => {
    const { at, cookies } = await arrive();
    await test.deps.db
      .updateTable('openid_attempt')
      .set({ [column]: 'x'.repeat(43) })
      .execute();
    expect((await back(at, cookies)).headers.location).toBe(fault('refused'));
  });

  it('after ten minutes is too late', async () => {
    const { at, cookies } = await arrive();
    await test.deps.db.updateTable('openid_attempt').set({ expires_at: new Date() }).execute();
    expect((await back(at, cookies)).headers.location).toBe(fault('expired'));
  });
});

describe('the provider of the company', () => {
  it('is offered on the page of the sign-in while it is on', async () => {
    const ways = async () => (await test.app.inject('/api/v1/sign-in-ways')).json();
    expect(await ways()).toEqual({ openIdLabel: '企业账号登录' });
    await set({ enabled: false });
    expect(await ways()).toEqual({ openIdLabel: null });
    expect((await start()).headers.location).toBe(fault('off'));
  });

  it('keeps its secret sealed, shows it to nobody, and sends it to no other provider', async () => {
    const shown = await admin.call('GET', '/api/v1/sign-in-settings');
    expect(shown.json()).toMatchObject({ openId: { hasSecret: true }, redirectUri: redirectUri(PUBLIC_URL) });
    expect(shown.body).not.toContain(provider.secret);
    const row = await test.deps.db.selectFrom('openid_provider').selectAll().executeTakeFirstOrThrow();
    expect(row.secret?.toString('latin1')).not.toContain(provider.secret);
    const log = await test.deps.db.selectFrom('audit_log').select('detail').execute();
    expect(JSON.stringify(log)).not.toContain(provider.secret);
    expect((await set({ secret: undefined, buttonLabel: 'SSO' })).json()).toMatchObject({
      openId: { hasSecret: true, buttonLabel: 'SSO' },
    });
    expect(code(await set({ secret: undefined, clientId: 'other' }))).toBe('invalid-request');
  });

  it('is asked before it is saved: one that is away, private or something else is said so', async () => {
    for (const issuer of [
      'http://127.0.0.1:1',
      'https://10.0.0.1',
      'http://169.254.169.254',
      'https://localhost.invalid',
      `${provider.issuer}/elsewhere`,
    ])
      expect([issuer, code(await set({ issuer }))]).toEqual([issuer, 'unprocessable']);
    for (const issuer of ['ftp://login.example', 'login.example', 'https://login.example/?x=1'])
      expect([issuer, code(await set({ issuer }))]).toEqual([issuer, 'invalid-request']);
    const kept = await admin.call('GET', '/api/v1/sign-in-settings');
    expect(kept.json()).toMatchObject({ openId: { issuer: provider.issuer } });
  });

  it('may take the client’s secret in the body instead of a header', async () => {
    const other = await startOpenIdProvider({
      redirectUri: redirectUri(PUBLIC_URL),
      auth: 'client_secret_post',
    });
    try {
      await set({ issuer: other.issuer });
      const anna = await makePerson(test, 'salesperson');
      other.identity = verified(anna);
      const gone = await start();
      const reply = await back(await other.visit(String(gone.headers.location)), cookiesOf(gone));
      expect(await whoIs(reply)).toBe(anna.user.id);
    } finally {
      await other.stop();
    }
  });

  it('is not asked without end from one network', async () => {
    const locations = await Promise.all(
      Array.from(
        { length: 62 },
        async () =>
          (await test.app.inject({ url: '/api/v1/openid/start', remoteAddress: '203.0.113.77' })).headers
            .location,
      ),
    );
    expect(locations.filter((location) => location === fault('too-many'))).toHaveLength(2);
  });
});
