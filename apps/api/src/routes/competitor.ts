/** Competitors and regions. */
import type { competitorRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const competitorHandlers: HandlersOf<typeof competitorRoutes> = {};
