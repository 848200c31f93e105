/** Filters, saved segments, bulk changes, duplicates, export. */
import type { customerListRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const customerListHandlers: HandlersOf<typeof customerListRoutes> = {};
