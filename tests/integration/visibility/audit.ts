/** Who gets what of: searching the audit log. */
import { auditRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const auditArea = area(auditRoutes, async () => ({}), {});
