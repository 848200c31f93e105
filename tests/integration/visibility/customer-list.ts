/** Who gets what of: filters, saved segments, bulk changes, duplicates, export. */
import { customerListRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const customerListArea = area(customerListRoutes, async () => ({}), {});
