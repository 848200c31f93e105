/** Searching the audit log. */
import type { auditRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const auditHandlers: HandlersOf<typeof auditRoutes> = {};
