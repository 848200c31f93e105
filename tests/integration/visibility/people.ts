/** Who gets what of: people, departments, second factor, sign-in by OpenID Connect, sessions. */
import { peopleRoutes } from '@tradepost/contract';
import { createDepartment } from '@tradepost/core/departments/change';
import { insertUser } from '@tradepost/core/users/create';
import { startSession } from '@tradepost/core/users/session';
import { PASSWORD, sharedHash, type TestApp } from '../api-app.ts';
import { unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, hasItem } from './area.ts';

async function makeThings(test: TestApp, ownerId: number) {
  const department = await createDepartment(test.deps.db, null, { name: unique('Team '), parentId: null });
  await startSession(test.deps.db, ownerId, { ip: null, userAgent: null });
  const { id: sessionId } = await test.deps.db
    .selectFrom('session')
    .select('id')
    .where('user_id', '=', ownerId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { ownerId, departmentId: department.id, sessionId };
}

/** Somebody whom everybody who administers may touch. */
async function somebody(test: TestApp) {
  const user = await insertUser(
    test.deps.db,
    { email: `${unique('somebody')}@lindqvist.test`, name: 'Somebody', role: 'reader' },
    await sharedHash,
  );
  await startSession(test.deps.db, user.id, { ip: null, userAgent: null });
  const { id: sessionId } = await test.deps.db
    .selectFrom('session')
    .select('id')
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow();
  await test.deps.db
    .insertInto('totp')
    .values({ user_id: user.id, secret_key_id: 'test', secret: Buffer.alloc(1), confirmed_at: new Date() })
    .execute();
  await test.deps.db
    .insertInto('openid_identity')
    .values({ issuer: 'https://login.example', subject: unique('s'), user_id: user.id })
    .execute();
  return { id: user.id, sessionId };
}

/** Nothing to change yet: what matters is that one comes so far, and a stranger does not. */
const MINE_409 = both('401 409 409 409 409 409 409');
const PUBLIC = (status: string) => both(Array.from({ length: 7 }, () => status).join(' '));

export const peopleArea = area(peopleRoutes, makeThings, {
  listDepartments: {
    ...both('401 sees sees sees sees sees sees'),
    call: (_test, { departmentId }) => ({
      url: '/api/v1/departments',
      sees: hasItem(({ id }) => id === departmentId),
    }),
  },
  createDepartment: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/departments', body: { name: unique('New ') } }),
  },
  updateDepartment: {
    ...both(ADMINS),
    call: (_test, { departmentId }) => ({
      url: `/api/v1/departments/${departmentId}`,
      body: { name: unique('Renamed ') },
    }),
  },
  deleteDepartment: {
    ...both(ADMINS),
    call: (_test, { departmentId }) => ({ url: `/api/v1/departments/${departmentId}` }),
  },
  enterCode: { ...PUBLIC('410'), call: () => ({ url: '/api/v1/session/code', body: { code: '000000' } }) },
  requestPasswordReset: {
    ...PUBLIC('200'),
    call: () => ({ url: '/api/v1/password-resets', body: { email: `${unique('forgot')}@lindqvist.test` } }),
  },
  getMySecurity: { ...both(ANYBODY), call: () => ({ url: '/api/v1/me/security' }) },
  startSecondFactor: {
    ...both(ANYBODY),
    call: () => ({ url: '/api/v1/me/second-factor', body: { password: PASSWORD } }),
  },
  confirmSecondFactor: {
    ...both('401 401 401 401 401 401 401'),
    call: () => ({ url: '/api/v1/me/second-factor/confirm', body: { code: 'no code at all' } }),
  },
  renewRecoveryCodes: {
    ...MINE_409,
    call: () => ({ url: '/api/v1/me/second-factor/recovery-codes', body: { password: PASSWORD } }),
  },
  disableMySecondFactor: {
    // The one that was offered just before goes.
    ...both(ANYBODY),
    call: () => ({ url: '/api/v1/me/second-factor/disable', body: { password: PASSWORD } }),
  },
  endMySession: {
    own: ANYBODY,
    other: '401 404 404 404 404 404 404',
    call: (_test, { sessionId }) => ({ url: `/api/v1/me/sessions/${sessionId}` }),
  },
  endMySessions: {
    // Past the door; the sessions of this test are still needed.
    ...both('401 400 400 400 400 400 400'),
    call: () => ({ url: '/api/v1/me/sessions/end', body: {} }),
  },
  joinOpenId: {
    ...both('401 422 422 422 422 422 422'),
    call: () => ({ url: '/api/v1/me/openid', body: { password: PASSWORD } }),
  },
  partOpenId: { ...MINE_409, call: () => ({ url: '/api/v1/me/openid' }) },
  getUserSecurity: {
    ...both(ADMINS),
    call: (_test, { ownerId }) => ({ url: `/api/v1/users/${ownerId}/security` }),
  },
  endUserSessions: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/users/${(await somebody(test)).id}/sessions` }),
  },
  endUserSession: {
    ...both(ADMINS),
    call: async (test) => {
      const { id, sessionId } = await somebody(test);
      return { url: `/api/v1/users/${id}/sessions/${sessionId}` };
    },
  },
  disableUserSecondFactor: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/users/${(await somebody(test)).id}/second-factor` }),
  },
  partUserOpenId: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/users/${(await somebody(test)).id}/openid` }),
  },
  getSignInWays: { ...PUBLIC('200'), call: () => ({ url: '/api/v1/sign-in-ways' }) },
  startOpenId: { ...PUBLIC('302'), call: () => ({ url: '/api/v1/openid/start' }) },
  finishOpenId: { ...PUBLIC('302'), call: () => ({ url: '/api/v1/openid/callback?code=x&state=y' }) },
  getSignInSettings: { ...both(ADMINS), call: () => ({ url: '/api/v1/sign-in-settings' }) },
  updateSignInSettings: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/sign-in-settings', body: { secondFactorForLeaders: false } }),
  },
  updateOpenIdSettings: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/openid/settings',
      body: {
        enabled: false,
        issuer: 'https://login.example',
        clientId: 'tradepost',
        buttonLabel: 'Login',
        createDomains: [],
        createRole: 'reader',
      },
    }),
  },
});
