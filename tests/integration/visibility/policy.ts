/** Who gets what of: what the company lets people see, what is never archived, outgoing mail. */
import { policyRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const policyArea = area(policyRoutes, async () => ({}), {});
