/** Who gets what of: handing customers over. */
import { handoverRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const handoverArea = area(handoverRoutes, async () => ({}), {});
