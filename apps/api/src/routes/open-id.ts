/** Sign-in by OpenID Connect: the browser is sent away and comes back, so these answer with redirects. */
import type { peopleRoutes } from '@tradepost/contract';
import { updateOpenId } from '@tradepost/core/open-id/settings';
import { ATTEMPT_SECONDS, finishOpenId, OpenIdError, startOpenId } from '@tradepost/core/open-id/sign-in';
import { TradepostError } from '@tradepost/core/errors';
import { proveAgain } from '@tradepost/core/users/prove-again';
import { findOpenIdProvider } from '@tradepost/db/queries/open-id';
import type { FastifyReply } from 'fastify';
import { setCookies } from '../auth/begin.ts';
import { cookieOptions, passingCookieName, passingCookieOptions } from '../auth/cookie.ts';
import type { ApiDeps } from '../deps.ts';
import type { HandlersOf } from '../handlers.ts';
import { describeSignIn } from './describe-sign-in.ts';

type OpenIdRoutes = Pick<
  typeof peopleRoutes,
  'getSignInWays' | 'startOpenId' | 'finishOpenId' | 'joinOpenId' | 'updateOpenIdSettings'
>;

const HOME = '/customers';
/** Where one joins the provider's account to one's own. */
const SECURITY_PAGE = '/settings/security';

/** A path of the web app, never another site. */
const localPath = (wanted: string | undefined) =>
  wanted !== undefined && /^\/(?![/\\])/.test(wanted) ? wanted : HOME;

const withQuery = (path: string, query: Record<string, string>) =>
  `${path}?${new URLSearchParams(query).toString()}`;
const SIGN_IN_PAGE = '/sign-in';

/** Where the browser goes: on, or to the page that says what went wrong. */
async function towards(go: () => Promise<string>): Promise<string> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof OpenIdError)) throw error;
    return withQuery(error.joining ? SECURITY_PAGE : SIGN_IN_PAGE, { fault: error.code });
  }
}

function remember({ config }: ApiDeps, reply: FastifyReply, token: string): void {
  const { publicUrl } = config;
  reply.setCookie(
    passingCookieName(publicUrl, 'openid'),
    token,
    passingCookieOptions(publicUrl, ATTEMPT_SECONDS),
  );
}

export const openIdHandlers: HandlersOf<OpenIdRoutes> = {
  getSignInWays: async ({ deps }) => {
    const provider = await findOpenIdProvider(deps.db);
    return { openIdLabel: provider?.enabled === true ? provider.button_label : null };
  },

  startOpenId: async ({ deps, query, request, reply }) => {
    const target = await towards(async () => {
      const nextPath = localPath(query.next);
      const { url, token } = await startOpenId(deps, { ip: request.ip, nextPath, userId: null });
      remember(deps, reply, token);
      return url;
    });
    return reply.redirect(target);
  },

  finishOpenId: async ({ deps, request, reply }) => {
    const { publicUrl } = deps.config;
    const name = passingCookieName(publicUrl, 'openid');
    const token = request.cookies[name]?.slice(0, 200) ?? null;
    const { maxAge: _, ...options } = cookieOptions(publicUrl);
    reply.clearCookie(name, options);
    const at = request.url.indexOf('?');
    const target = await towards(async () => {
      const { begun, nextPath } = await finishOpenId(deps, {
        token,
        query: at < 0 ? '' : request.url.slice(at),
        ip: request.ip,
        userAgent: request.headers['user-agent'] ?? null,
      });
      if (begun === null) return nextPath;
      setCookies(deps, reply, begun);
      return begun.session === null ? withQuery(SIGN_IN_PAGE, { step: 'code', next: nextPath }) : nextPath;
    });
    return reply.redirect(target);
  },

  joinOpenId: async ({ deps, caller, body, request, reply }) => {
    await proveAgain(deps.db, caller.user, {
      password: body.password,
      ip: request.ip,
      sessionStartedAt: caller.sessionStartedAt,
    });
    try {
      const { url, token } = await startOpenId(deps, {
        ip: request.ip,
        nextPath: SECURITY_PAGE,
        userId: caller.user.id,
      });
      remember(deps, reply, token);
      return { url };
    } catch (error) {
      if (!(error instanceof OpenIdError)) throw error;
      throw new TradepostError('unprocessable', 'The provider does not answer just now. Try again later.', {
        cause: error,
      });
    }
  },

  updateOpenIdSettings: async ({ deps, caller, body }) => {
    await updateOpenId(deps, caller.user.id, body);
    return describeSignIn(deps);
  },
};
