/** Who gets what of: sign-in, his own account, people, the company, tokens. */
import { sessionRoutes } from '@tradepost/contract';
import { createApiToken } from '@tradepost/core/users/api-token';
import { insertUser } from '@tradepost/core/users/create';
import { makeInvitation } from '@tradepost/core/users/invitation';
import { PASSWORD, sharedHash, type TestApp } from '../api-app.ts';
import { unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, hasItem } from './area.ts';

async function makeToken(test: TestApp, ownerId: number) {
  const { row } = await createApiToken(test.deps.db, ownerId, { name: 'script', scopes: ['read'] });
  return { tokenId: row.id };
}

async function invitation(test: TestApp) {
  const email = `${unique('new')}@lindqvist.test`;
  const { token } = await makeInvitation(test.deps.db, { kind: 'invite', email, role: 'reader' });
  return { url: `/api/v1/invitations/${token}`, email };
}

const newUser = async (test: TestApp) =>
  insertUser(
    test.deps.db,
    { email: `${unique('user')}@lindqvist.test`, name: 'New', role: 'reader' },
    await sharedHash,
  );

export const sessionArea = area(sessionRoutes, makeToken, {
  checkInvitation: { ...both('200 200 200 200 200 200 200'), call: (test) => invitation(test) },
  acceptInvitation: {
    ...both('200 200 200 200 200 200 200'),
    call: async (test) => {
      const { url, email } = await invitation(test);
      return { url, body: { name: 'New', email, password: PASSWORD } };
    },
  },
  signIn: {
    ...both('200 200 200 200 200 200 200'),
    call: async (test) => ({
      url: '/api/v1/session',
      body: { email: (await newUser(test)).email, password: PASSWORD },
    }),
  },
  getSession: { ...both(ANYBODY), call: () => ({ url: '/api/v1/session' }) },
  signOut: { ...both(ANYBODY), call: () => ({ url: '/api/v1/session' }) },
  updateMe: { ...both(ANYBODY), call: () => ({ url: '/api/v1/me', body: { locale: 'zh-CN' } }) },
  listUsers: { ...both(ANYBODY), call: () => ({ url: '/api/v1/users' }) },
  inviteUser: {
    ...both(ADMINS),
    call: () => ({
      url: '/api/v1/users/invite',
      body: { email: `${unique('invited')}@lindqvist.test`, role: 'reader' },
    }),
  },
  makeResetLink: {
    ...both(ADMINS),
    call: async (test) => ({ url: `/api/v1/users/${(await newUser(test)).id}/reset-link` }),
  },
  updateUser: {
    ...both(ADMINS),
    call: async (test) => ({
      url: `/api/v1/users/${(await newUser(test)).id}`,
      body: { role: 'salesperson' },
    }),
  },
  getCompany: { ...both(ANYBODY), call: () => ({ url: '/api/v1/company' }) },
  updateCompany: { ...both(ADMINS), call: () => ({ url: '/api/v1/company', body: { name: 'Lindqvist' } }) },
  listApiTokens: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { tokenId }) => ({
      url: '/api/v1/api-tokens',
      sees: hasItem(({ id }) => id === tokenId),
    }),
  },
  createApiToken: {
    ...both(ANYBODY),
    call: () => ({ url: '/api/v1/api-tokens', body: { name: 'script', scopes: ['read'] } }),
  },
  revokeApiToken: {
    own: ANYBODY,
    other: '401 404 404 404 404 404 404',
    call: (_test, { tokenId }) => ({ url: `/api/v1/api-tokens/${tokenId}` }),
  },
});
