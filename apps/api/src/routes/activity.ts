/** Activities and files. */
import type { activityRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const activityHandlers: HandlersOf<typeof activityRoutes> = {};
