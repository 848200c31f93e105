/** Who gets what of: what a person is told in the product. */
import { noticeRoutes } from '@tradepost/contract';
import { area } from './area.ts';

export const noticeArea = area(noticeRoutes, async () => ({}), {});
