/** Who gets what of: imports, batches, platform inquiries. */
import { intakeRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const intakeArea = area(intakeRoutes, async () => ({}), {});
