/** What the company lets people see, what is never archived, outgoing mail. */
import type { policyRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const policyHandlers: HandlersOf<typeof policyRoutes> = {};
