/** Who gets what of: merging customers and contacts. */
import { mergeRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const mergeArea = area(mergeRoutes, async () => ({}), {});
