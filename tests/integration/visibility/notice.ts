/** Who gets what of: what a person is told in the product. */
import { noticeRoutes } from '@tradepost/contract';
import { raiseNotice } from '@tradepost/core/notices/raise-notice';
import { unique } from '../api-mail.ts';
import { ANYBODY, area, both, hasItem } from './area.ts';

export const noticeArea = area(
  noticeRoutes,
  async ({ deps }, ownerId) => {
    const key = unique('key');
    await deps.db
      .transaction()
      .execute((tx) => raiseNotice(tx, { userIds: [ownerId], kind: 'import-done', key }));
    const { id } = await deps.db
      .selectFrom('notice')
      .select('id')
      .where('dedupe_key', '=', key)
      .executeTakeFirstOrThrow();
    return { noticeId: id };
  },
  {
    listNotices: {
      own: '401 sees sees sees sees sees sees',
      other: '401 blank blank blank blank blank blank',
      call: (_test, { noticeId }) => ({ url: '/api/v1/notices', sees: hasItem(({ id }) => id === noticeId) }),
    },
    countUnreadNotices: { ...both(ANYBODY), call: () => ({ url: '/api/v1/notices/unread' }) },
    readNotice: {
      own: ANYBODY,
      other: '401 404 404 404 404 404 404',
      call: (_test, { noticeId }) => ({ url: `/api/v1/notices/${noticeId}/read` }),
    },
    readNotices: {
      ...both(ANYBODY),
      call: (_test, { noticeId }) => ({ url: '/api/v1/notices/read', body: { upTo: noticeId } }),
    },
  },
);
