/** Collisions between salespeople. */
import type { collisionRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const collisionHandlers: HandlersOf<typeof collisionRoutes> = {};
