/** Imports, batches, platform inquiries. */
import type { intakeRoutes } from '@tradepost/contract';
import type { HandlersOf } from '../handlers.ts';
import { batchHandlers } from './intake-batches.ts';
import { importHandlers } from './intake-imports.ts';
import { inquiryHandlers } from './intake-inquiries.ts';

export const intakeHandlers: HandlersOf<typeof intakeRoutes> = {
  ...importHandlers,
  ...batchHandlers,
  ...inquiryHandlers,
};
