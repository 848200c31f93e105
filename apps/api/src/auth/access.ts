/** Whether a caller may use a route at all; what he sees there is decided by visibility. */
import { type RouteSpec, scopesAllow } from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import type { Caller } from '../handlers.ts';

/** @throws TradepostError 'unauthenticated', 'forbidden', 'second-factor-required'. */
export function assertAccess(spec: RouteSpec, caller: Caller | null): void {
  const { access, session } = spec;
  if (access === 'public') return;
  if (caller === null) throw new TradepostError('unauthenticated', 'Sign in first.');
  if (access !== 'signed-in' && !access.includes(caller.user.role))
    throw new TradepostError('forbidden', 'Your role does not allow this.');
  if (session === true && caller.via !== 'session')
    throw new TradepostError('forbidden', 'An API token may not do this. Sign in to the web app.');
  if (caller.tokenScopes !== null && !scopesAllow(caller.tokenScopes, spec))
    throw new TradepostError(
      'forbidden',
      `This API token may not do this: it has ${caller.tokenScopes.join(', ')}.`,
    );
  if (caller.mustEnrol && spec.beforeEnrolment !== true)
    throw new TradepostError(
      'second-factor-required',
      'Your company demands a second factor for your role. Set it up first.',
    );
}
