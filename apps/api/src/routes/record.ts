/** The rest of a customer’s record: histories, products, suppliers, collaborators, custom fields. */
import type { recordRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const recordHandlers: HandlersOf<typeof recordRoutes> = {};
