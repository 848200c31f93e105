/** Who may give rights, and with what proof. */
import { routes } from '@tradepost/contract';
import { createApiToken } from '@tradepost/core/users/api-token';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePerson, type Person, type Reply, startTestApp, type TestApp } from './api-app.ts';
import { unique } from './api-mail.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const code = (reply: Reply) => reply.json<{ error?: { code: string } }>().error?.code;
const change = (actor: Person, whom: Person, body: object) =>
  actor.call('PATCH', `/api/v1/users/${whom.user.id}`, body);
const invite = (actor: Person, role: string) =>
  actor.call('POST', '/api/v1/users/invite', { email: `${unique('new')}@lindqvist.test`, role });

describe('an API token', () => {
  it('gives no rights: tokens, people, the company and one’s own sign-in are for a session', () => {
    const tags = ['session', 'users', 'departments', 'company', 'sign-in'];
    const open = Object.entries(routes).filter(
      ([, spec]) =>
        tags.includes(spec.tag) &&
        spec.method !== 'GET' &&
        spec.access !== 'public' &&
        !('session' in spec && spec.session),
    );
    // With a token there is nothing to sign out of.
    expect(open.map(([name]) => name)).toEqual(['signOut']);
  });

  it('is refused by each such route, whatever its owner may, before anything is done', async () => {
    const admin = await makePerson(test, 'admin');
    const { token } = await createApiToken(test.deps.db, admin.user.id, {
      name: 'all',
      scopes: ['write', 'admin'],
    });
    const document = (await test.app.inject('/api/openapi.json')).json();
    for (const [name, spec] of Object.entries(routes)) {
      const isOfSession = 'session' in spec && spec.session;
      const operation = document.paths[spec.path.replace(/:(\w+)/g, '{$1}')]?.[spec.method.toLowerCase()];
      if (spec.access !== 'public')
        expect(operation.security, name).toEqual(
          isOfSession ? [{ session: [] }] : [{ session: [] }, { token: [] }],
        );
      if (!isOfSession) continue;
      const reply = await test.app.inject({
        method: spec.method,
        url: spec.path.replace(':id', '1'),
        headers: { authorization: `Bearer ${token}` },
        ...(spec.method === 'DELETE' ? {} : { payload: {} }),
      });
      expect([name, reply.statusCode, reply.json().error.code]).toEqual([name, 403, 'forbidden']);
    }
  });
});

describe('an owner', () => {
  beforeEach(async () => {
    await sql`update app_user set disabled_at = now()`.execute(test.deps.db);
  });

  it('is touched, made and invited by an owner only', async () => {
    const [owner, second] = [await makePerson(test, 'owner'), await makePerson(test, 'owner')];
    const admin = await makePerson(test, 'admin');
    const clerk = await makePerson(test, 'reader');
    expect(code(await change(admin, owner, { disabled: true }))).toBe('forbidden');
    expect(code(await change(admin, owner, { role: 'reader' }))).toBe('forbidden');
    expect(code(await change(admin, clerk, { role: 'owner' }))).toBe('forbidden');
    expect(code(await change(admin, admin, { role: 'owner' }))).toBe('forbidden');
    expect(code(await invite(admin, 'owner'))).toBe('forbidden');
    expect((await invite(admin, 'admin')).statusCode).toBe(200);
    expect((await change(admin, clerk, { role: 'manager' })).statusCode).toBe(200);
    expect((await invite(owner, 'owner')).statusCode).toBe(200);
    expect((await change(owner, clerk, { role: 'owner' })).statusCode).toBe(200);
    expect((await change(owner, second, { disabled: true })).statusCode).toBe(200);
  });

  it('may be made by an administrator as long as there is none', async () => {
    const admin = await makePerson(test, 'admin');
    expect((await invite(admin, 'owner')).statusCode).toBe(200);
    expect((await change(admin, admin, { role: 'owner' })).statusCode).toBe(200);
    const other = await makePerson(test, 'admin');
    expect(code(await change(other, other, { role: 'owner' }))).toBe('forbidden');
  });

  it('or administrator who is the last cannot be taken away', async () => {
    const owner = await makePerson(test, 'owner');
    expect(code(await change(owner, owner, { disabled: true }))).toBe('conflict');
    // Also where an administrator is left, who could make himself the owner.
    await makePerson(test, 'admin');
    for (const changes of [{ disabled: true }, { role: 'admin' }])
      expect(code(await change(owner, owner, changes))).toBe('conflict');
    const second = await makePerson(test, 'owner');
    const both = await Promise.all([
      change(owner, owner, { role: 'reader' }),
      change(second, second, { role: 'reader' }),
    ]);
    expect(both.map((reply) => reply.statusCode).sort()).toEqual([200, 409]);
  });
});

describe('a forgotten password', () => {
  const link = (actor: Person, whom: Person) =>
    actor.call('POST', `/api/v1/users/${whom.user.id}/reset-link`);
  const urlOf = (reply: Reply) =>
    `/api/v1/invitations/${reply.json<{ url: string }>().url.split('/').at(-1)}`;
  const use = (url: string, email: string) =>
    test.app.inject({ method: 'POST', url, payload: { email, password: 'a password that is new' } });

  it('is set anew by a link from an administrator, once, and ends all sessions; the log says so', async () => {
    const admin = await makePerson(test, 'admin');
    const anna = await makePerson(test, 'salesperson', 'Anna');
    const void_ = urlOf(await link(admin, anna));
    const url = urlOf(await link(admin, anna));
    expect((await use(void_, anna.user.email)).statusCode).toBe(410);
    expect((await test.app.inject(url)).json()).toEqual({
      kind: 'reset',
      email: anna.user.email,
      role: 'salesperson',
    });
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(200);
    expect((await use(url, anna.user.email)).json()).toMatchObject({
      user: { id: anna.user.id, name: 'Anna' },
    });
    expect((await use(url, anna.user.email)).statusCode).toBe(410);
    expect((await anna.call('GET', '/api/v1/session')).statusCode).toBe(401);
    const rows = await test.deps.db
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('subject_kind', '=', 'user')
      .where('subject_id', '=', String(anna.user.id))
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      { action: 'user.reset-link-made', actor_id: admin.user.id },
      { action: 'user.reset-link-made', actor_id: admin.user.id },
      { action: 'user.password-reset', actor_id: anna.user.id },
      { action: 'session.started', actor_id: anna.user.id },
    ]);
  });

  it('of an owner is for an owner to reset, one’s own for a colleague, a disabled person’s for nobody', async () => {
    const [admin, owner] = [await makePerson(test, 'admin'), await makePerson(test, 'owner')];
    const clerk = await makePerson(test, 'reader');
    expect(code(await link(admin, owner))).toBe('forbidden');
    expect(code(await link(owner, owner))).toBe('forbidden');
    expect((await link(owner, await makePerson(test, 'owner'))).statusCode).toBe(200);
    const url = urlOf(await link(admin, clerk));
    // A link for a clerk is none for the owner that he has become.
    await change(owner, clerk, { role: 'owner' });
    expect((await use(url, clerk.user.email)).statusCode).toBe(410);
    await change(owner, clerk, { role: 'reader', disabled: true });
    expect((await use(url, clerk.user.email)).statusCode).toBe(410);
    expect(code(await link(admin, clerk))).toBe('unprocessable');
  });
});
