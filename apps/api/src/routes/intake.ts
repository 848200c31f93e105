/** Imports, batches, platform inquiries. */
import type { intakeRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const intakeHandlers: HandlersOf<typeof intakeRoutes> = {};
