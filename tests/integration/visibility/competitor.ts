/** Who gets what of: competitors and regions. */
import { competitorRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const competitorArea = area(competitorRoutes, async () => ({}), {});
