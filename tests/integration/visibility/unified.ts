/** Who gets what of: the unified mailbox: cards, market information, forms. */
import { unifiedRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const unifiedArea = area(unifiedRoutes, async () => ({}), {});
