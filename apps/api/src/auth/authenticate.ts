/** Who calls: by the session's cookie, with CSRF proof for writes, or by an API token. */
import { timingSafeEqual } from 'node:crypto';
import { TradepostError } from '@tradepost/core/errors';
import { API_TOKEN_PREFIX, openApiToken } from '@tradepost/core/users/api-token';
import { loadViewer } from '@tradepost/core/users/load-viewer';
import { openSession } from '@tradepost/core/users/session';
import { demandsSecondFactor } from '@tradepost/core/users/sign-in-policy';
import { scopeOf } from '@tradepost/core/visibility/scope';
import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../handlers.ts';
import { cookieName } from './cookie.ts';

/** Longest credential looked at; ours have 46 characters. */
const MOST_CHARACTERS = 200;

/**
 * @returns null for nobody.
 * @throws TradepostError 'unauthenticated' for a bad token, 'csrf' for a write by cookie without its proof.
 */
export async function authenticate(deps: ApiDeps, request: FastifyRequest): Promise<Caller | null> {
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
  const authorization = request.headers.authorization;
  if (authorization !== undefined) return byToken(deps, authorization);
  const token = request.cookies[cookieName(deps.config.publicUrl)];
  if (token === undefined || token.length > MOST_CHARACTERS) return null;
  const session = await openSession(deps.db, token);
  if (session === null) return null;
  if (isWrite) assertSameSite(deps, request, session.csrfToken);
  const viewer = await loadViewer(deps.db, session.user, session.visibility);
  return {
    user: session.user,
    viewer,
    scope: scopeOf(viewer),
    via: 'session',
    csrfToken: session.csrfToken,
    sessionHash: session.tokenHash,
    sessionStartedAt: session.startedAt,
    tokenScopes: null,
    mustEnrol: !session.hasSecondFactor && demandsSecondFactor(session.signInPolicy, session.user),
  };
}

async function byToken(deps: ApiDeps, authorization: string): Promise<Caller> {
  const [scheme, token = ''] = authorization.split(' ');
  const shaped =
    scheme?.toLowerCase() === 'bearer' &&
    token.startsWith(API_TOKEN_PREFIX) &&
    token.length <= MOST_CHARACTERS;
  const found = shaped ? await openApiToken(deps.db, token) : null;
  if (found === null)
    throw new TradepostError('unauthenticated', 'The API token is not known, revoked or expired.');
  const viewer = await loadViewer(deps.db, found.user);
  return {
    user: found.user,
    viewer,
    scope: scopeOf(viewer),
    via: 'token',
    csrfToken: '',
    sessionHash: null,
    sessionStartedAt: null,
    tokenScopes: found.scopes,
    // Made by a session that had what was demanded then; a token has no phone.
    mustEnrol: false,
  };
}

/** The session's own CSRF token in a header, which no other site can send; and where known, our Origin. */
function assertSameSite(deps: ApiDeps, request: FastifyRequest, expected: string): void {
  const given = request.headers['x-csrf-token'];
  const a = Buffer.from(typeof given === 'string' ? given : '', 'utf8');
  const b = Buffer.from(expected, 'utf8');
  if (a.length !== b.length || !timingSafeEqual(a, b))
    throw new TradepostError('csrf', 'The page is out of date. Reload it and try again.');
  assertOrigin(deps, request);
}

/** A browser sends Origin with every write; where there is none it is no browser. */
export function assertOrigin(deps: ApiDeps, request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin === undefined || origin === new URL(deps.config.publicUrl).origin) return;
  // A port forwarded, or 127.0.0.1 for localhost: the page itself came from the host that is asked now.
  if (URL.canParse(origin) && new URL(origin).host === request.host) return;
  throw new TradepostError('csrf', 'The request comes from another site.');
}
