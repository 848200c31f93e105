/** Whether a caller may use a route at all; what he sees there is decided by visibility. */
import type { RouteSpec } from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import type { Caller } from '../handlers.ts';

/** @throws TradepostError 'unauthenticated', 'forbidden'. */
export function assertAccess({ access, session }: RouteSpec, caller: Caller | null): void {
  if (access === 'public') return;
  if (caller === null) throw new TradepostError('unauthenticated', 'Sign in first.');
  if (access !== 'signed-in' && !access.includes(caller.user.role))
    throw new TradepostError('forbidden', 'Your role does not allow this.');
  if (session === true && caller.via !== 'session')
    throw new TradepostError('forbidden', 'An API token may not do this. Sign in to the web app.');
}
