/** Who gets what of: collisions between salespeople. */
import { collisionRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const collisionArea = area(collisionRoutes, async () => ({}), {});
