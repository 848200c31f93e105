/** What a person is told in the product. */
import type { noticeRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';

export const noticeHandlers: HandlersOf<typeof noticeRoutes> = {};
