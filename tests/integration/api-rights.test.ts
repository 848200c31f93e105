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
    const ofSession = Object.entries(routes).filter(([, spec]) => 'session' in spec && spec.session);
    expect(ofSession.map(([name]) => name).sort()).toEqual(
      ['createApiToken', 'inviteUser', 'revokeApiToken', 'updateCompany', 'updateMe', 'updateUser'].sort(),
    );
  });

  it('is refused by each such route, whatever its owner may, before anything is done', async () => {
    const admin = await makePerson(test, 'admin');
    const { token } = await createApiToken(test.deps.db, admin.user.id, { name: 'all', scope: 'write' });
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
