/** Merging customers and contacts. */
import type { mergeRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const mergeHandlers: HandlersOf<typeof mergeRoutes> = {};
