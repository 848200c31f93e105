/** Who gets what of: what was promised, asked and quoted in mails. */
import { promiseRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const promiseArea = area(promiseRoutes, async () => ({}), {});
