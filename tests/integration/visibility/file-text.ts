/** Who gets what of: how far reading the archive's files has come. */
import { fileTextRoutes } from '@tradepost/contract';
import { ADMINS, area, both } from './area.ts';

export const fileTextArea = area(fileTextRoutes, async (_test, ownerId) => ({ ownerId }), {
  getFileTexts: { ...both(ADMINS), call: () => ({ url: '/api/v1/file-texts' }) },
});
