/** The unified mailbox: cards, market information, forms. */
import type { unifiedRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const unifiedHandlers: HandlersOf<typeof unifiedRoutes> = {};
