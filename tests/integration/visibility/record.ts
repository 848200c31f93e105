/** Who gets what of: the rest of a customer’s record: histories, products, suppliers, collaborators, custom fields. */
import { recordRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const recordArea = area(recordRoutes, async () => ({}), {});
