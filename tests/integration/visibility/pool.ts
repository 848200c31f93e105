/** Who gets what of: the public pool. */
import { poolRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const poolArea = area(poolRoutes, async () => ({}), {});
