/** Who gets what of: activities and files. */
import { activityRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const activityArea = area(activityRoutes, async () => ({}), {});
