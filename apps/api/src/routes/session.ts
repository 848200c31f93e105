/** Signing in and out, people, the company, API tokens. */
import type { sessionRoutes } from '@tradepost/contract';
import { createApiToken, revokeApiToken } from '@tradepost/core/users/api-token';
import { getCompany, updateCompany } from '@tradepost/core/users/company';
import {
  acceptInvitation,
  checkInvitation,
  invitationUrl,
  inviteUser,
} from '@tradepost/core/users/invitation';
import { makeResetLink } from '@tradepost/core/users/reset-link';
import { endSession } from '@tradepost/core/users/session';
import { signIn } from '@tradepost/core/users/sign-in';
import { updateSelf, updateUser } from '@tradepost/core/users/update';
import { listBranch } from '@tradepost/db/queries/departments';
import { listApiTokens, listUsers } from '@tradepost/db/queries/users';
import { begin, sessionInfo } from '../auth/begin.ts';
import { cookieName, cookieOptions } from '../auth/cookie.ts';
import type { HandlersOf } from '../handlers.ts';
import { describeToken, describeUser } from './describe.ts';

export const sessionHandlers: HandlersOf<typeof sessionRoutes> = {
  checkInvitation: ({ deps, params }) => checkInvitation(deps.db, params.token),

  acceptInvitation: async ({ deps, params, body, request, reply }) =>
    begin(
      deps,
      reply,
      await acceptInvitation(deps.db, {
        ...body,
        token: params.token,
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? null,
      }),
    ),

  signIn: async ({ deps, body, request, reply }) =>
    begin(
      deps,
      reply,
      await signIn(deps.db, {
        ...body,
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? null,
      }),
    ),

  getSession: ({ deps, caller }) => sessionInfo(deps, caller.user, caller),

  signOut: async ({ deps, caller, reply }) => {
    const { publicUrl } = deps.config;
    if (caller.sessionHash !== null) await endSession(deps.db, caller.sessionHash);
    const { maxAge: _, ...options } = cookieOptions(publicUrl);
    reply.clearCookie(cookieName(publicUrl), options);
    return null;
  },

  updateMe: async ({ deps, caller, body, request }) =>
    describeUser(
      await updateSelf(deps.db, caller.user.id, body, { tokenHash: caller.sessionHash, ip: request.ip }),
    ),

  listUsers: async ({ deps, query: { departmentId } }) => {
    const branch = departmentId === undefined ? undefined : await listBranch(deps.db, departmentId);
    const users = await listUsers(
      deps.db,
      branch?.map(({ id }) => id),
    );
    return { items: users.map(describeUser) };
  },

  inviteUser: async ({ deps, caller, body }) => {
    const { token, expiresAt } = await inviteUser(deps.db, caller.user.id, body);
    return { url: invitationUrl(deps.config.publicUrl, token), expiresAt: expiresAt.toISOString() };
  },

  makeResetLink: async ({ deps, caller, params }) => {
    const { token, expiresAt } = await makeResetLink(deps.db, caller.user.id, params.id);
    return { url: invitationUrl(deps.config.publicUrl, token), expiresAt: expiresAt.toISOString() };
  },

  updateUser: async ({ deps, caller, params, body }) =>
    describeUser(await updateUser(deps.db, caller.user.id, params.id, body)),

  getCompany: ({ deps }) => getCompany(deps.db),
  updateCompany: async ({ deps, caller, body }) => {
    const { company, jobId } = await updateCompany(deps.db, caller.user.id, body);
    if (jobId !== null) await deps.notifier.enqueue('background-job', { jobId });
    return company;
  },

  listApiTokens: async ({ deps, caller }) => ({
    items: (await listApiTokens(deps.db, caller.user.id)).map(describeToken),
  }),

  createApiToken: async ({ deps, caller, body }) => {
    const { token, row } = await createApiToken(deps.db, caller.user.id, body);
    return { token, apiToken: describeToken(row) };
  },

  revokeApiToken: async ({ deps, caller, params }) => {
    await revokeApiToken(deps.db, caller.user.id, params.id);
    return null;
  },
};
