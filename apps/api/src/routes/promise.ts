/** What was promised, asked and quoted in mails. */
import type { promiseRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const promiseHandlers: HandlersOf<typeof promiseRoutes> = {};
