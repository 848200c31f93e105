/** The public pool. */
import type { poolRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const poolHandlers: HandlersOf<typeof poolRoutes> = {};
