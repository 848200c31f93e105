/** Handing customers over. */
import type { handoverRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const handoverHandlers: HandlersOf<typeof handoverRoutes> = {};
