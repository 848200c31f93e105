/** Departments, second factor, sessions; sign-in by OpenID Connect is in `open-id.ts`. */
import type { Department, peopleRoutes } from '@tradepost/contract';
import { createDepartment, deleteDepartment, updateDepartment } from '@tradepost/core/departments/change';
import { partOpenId } from '@tradepost/core/open-id/part';
import { endAllSessions, endOneSession } from '@tradepost/core/users/end-sessions';
import { enterCode } from '@tradepost/core/users/enter-code';
import { mailResetLink } from '@tradepost/core/users/mail-reset';
import { proveAgain } from '@tradepost/core/users/prove-again';
import {
  confirmSecondFactor,
  disableSecondFactor,
  replaceRecoveryCodes,
  startSecondFactor,
} from '@tradepost/core/users/second-factor';
import { updateSignInPolicy } from '@tradepost/core/users/sign-in-policy';
import { listDepartments } from '@tradepost/db/queries/departments';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { begin } from '../auth/begin.ts';
import { cookieName, cookieOptions, passingCookieName } from '../auth/cookie.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller, HandlersOf } from '../handlers.ts';
import { describeSecurity, describeSignIn } from './describe-sign-in.ts';
import { openIdHandlers } from './open-id.ts';

async function listAll({ db }: ApiDeps): Promise<Department[]> {
  return (await listDepartments(db)).map((row) => ({
    id: row.id,
    name: row.name,
    parentId: row.parent_id,
    headIds: row.head_ids,
    members: row.members,
  }));
}

const oneOf = async (deps: ApiDeps, id: number) =>
  (await listAll(deps)).find((department) => department.id === id) as Department;

const clientOf = (request: FastifyRequest) => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
});

/** Before the sign-in itself is changed. */
const again = (deps: ApiDeps, caller: Caller, request: FastifyRequest, password: string | undefined) =>
  proveAgain(deps.db, caller.user, {
    password,
    ip: request.ip,
    sessionStartedAt: caller.sessionStartedAt,
  });

function clearCookie({ config }: ApiDeps, reply: FastifyReply, name: string): void {
  const { maxAge: _, ...options } = cookieOptions(config.publicUrl);
  reply.clearCookie(name, options);
}

/** Milliseconds after which every request for a link is answered: how long the work took would say who is known. */
const RESET_ANSWER_MS = 600;

export const peopleHandlers: HandlersOf<typeof peopleRoutes> = {
  ...openIdHandlers,

  listDepartments: async ({ deps }) => ({ items: await listAll(deps) }),

  createDepartment: async ({ deps, caller, body }) => {
    const { id } = await createDepartment(deps.db, caller.user.id, {
      name: body.name,
      parentId: body.parentId ?? null,
    });
    return oneOf(deps, id);
  },

  updateDepartment: async ({ deps, caller, params, body }) => {
    await updateDepartment(deps.db, caller.user.id, params.id, body);
    return oneOf(deps, params.id);
  },

  deleteDepartment: async ({ deps, caller, params }) => {
    await deleteDepartment(deps.db, caller.user.id, params.id);
    return null;
  },

  enterCode: async ({ deps, body, request, reply }) => {
    const name = passingCookieName(deps.config.publicUrl, 'code');
    const { user, session } = await enterCode(deps, {
      ...clientOf(request),
      code: body.code,
      stepToken: request.cookies[name]?.slice(0, 200) ?? null,
    });
    clearCookie(deps, reply, name);
    return begin(deps, reply, { user, session, stepToken: null });
  },

  requestPasswordReset: async ({ deps, body, request }) => {
    const answerAt = new Promise((resolve) => setTimeout(resolve, RESET_ANSWER_MS));
    await mailResetLink(
      { db: deps.db, publicUrl: deps.config.publicUrl },
      { email: body.email, ip: request.ip },
    );
    await answerAt;
    return null;
  },

  getMySecurity: ({ deps, caller }) => describeSecurity(deps, caller.user, caller.sessionHash),

  startSecondFactor: async ({ deps, caller, body, request }) => {
    await again(deps, caller, request, body.password);
    return startSecondFactor(deps, caller.user);
  },

  confirmSecondFactor: async ({ deps, caller, body, request }) => ({
    recoveryCodes: await confirmSecondFactor(deps, caller.user.id, { code: body.code, ip: request.ip }),
  }),

  renewRecoveryCodes: async ({ deps, caller, body, request }) => {
    await again(deps, caller, request, body.password);
    return { recoveryCodes: await replaceRecoveryCodes(deps.db, caller.user.id) };
  },

  disableMySecondFactor: async ({ deps, caller, body, request }) => {
    await again(deps, caller, request, body.password);
    await disableSecondFactor(deps.db, caller.user.id, caller.user.id);
    return null;
  },

  endMySession: async ({ deps, caller, params }) => {
    await endOneSession(deps.db, caller.user.id, caller.user.id, params.id);
    return null;
  },

  endMySessions: async ({ deps, caller, body, reply }) => {
    const { id } = caller.user;
    await endAllSessions(deps.db, id, id, body.keepThis ? caller.sessionHash : null);
    if (!body.keepThis) clearCookie(deps, reply, cookieName(deps.config.publicUrl));
    return null;
  },

  partOpenId: async ({ deps, caller }) => {
    await partOpenId(deps.db, caller.user.id, caller.user.id);
    return null;
  },

  getUserSecurity: async ({ deps, params, caller }) => describeSecurity(deps, params.id, caller.sessionHash),

  endUserSessions: async ({ deps, caller, params }) => {
    await endAllSessions(deps.db, caller.user.id, params.id, null);
    return null;
  },

  endUserSession: async ({ deps, caller, params }) => {
    await endOneSession(deps.db, caller.user.id, params.id, params.sessionId);
    return null;
  },

  disableUserSecondFactor: async ({ deps, caller, params }) => {
    await disableSecondFactor(deps.db, caller.user.id, params.id);
    return null;
  },

  partUserOpenId: async ({ deps, caller, params }) => {
    await partOpenId(deps.db, caller.user.id, params.id);
    return null;
  },

  getSignInSettings: ({ deps }) => describeSignIn(deps),

  updateSignInSettings: async ({ deps, caller, body }) => {
    await updateSignInPolicy(deps.db, caller.user.id, body);
    return describeSignIn(deps);
  },
};
