/** How far reading the archive's files has come. */
import type { fileTextRoutes } from '@tradepost/contract';
import { readFileTexts } from '@tradepost/core/attachment-text/progress';
import type { HandlersOf } from '../handlers.ts';

export const fileTextHandlers: HandlersOf<typeof fileTextRoutes> = {
  getFileTexts: ({ deps }) => readFileTexts(deps.db),
};
