/** What a person is told in the product. */
import type { Notice, noticeRoutes } from '@tradepost/contract';
import { notFound } from '@tradepost/core/errors';
import {
  countUnreadNotices,
  listNotices,
  type NoticeRow,
  readNotice,
  readNoticesUpTo,
} from '@tradepost/db/queries/notices';
import { cutPage, DEFAULT_LIMIT, decodeIdCursor } from '../cursor.ts';
import type { HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

const describeNotice = (row: NoticeRow): Notice => ({
  id: row.id,
  kind: row.kind,
  customerId: row.customer_id,
  customerName: row.customer_name,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  detail: row.detail,
  createdAt: row.created_at.toISOString(),
  readAt: iso(row.read_at),
});

export const noticeHandlers: HandlersOf<typeof noticeRoutes> = {
  listNotices: async ({ deps, caller, query }) => {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await listNotices(deps.db, caller.scope, {
      unread: query.unread ?? false,
      beforeId: decodeIdCursor(query.cursor),
      limit: limit + 1,
    });
    const { rows, nextCursor } = cutPage(found, limit, (row) => [row.id]);
    return { items: rows.map(describeNotice), nextCursor };
  },
  countUnreadNotices: async ({ deps, caller }) => ({
    count: await countUnreadNotices(deps.db, caller.user.id),
  }),
  readNotice: async ({ deps, caller, params }) => {
    if (!(await readNotice(deps.db, caller.user.id, params.id))) throw notFound('The notice');
    // His other tabs show the same number.
    await deps.notifier.publish({ type: 'notice', userId: caller.user.id });
    return null;
  },
  readNotices: async ({ deps, caller, body }) => {
    await readNoticesUpTo(deps.db, caller.user.id, body.upTo);
    await deps.notifier.publish({ type: 'notice', userId: caller.user.id });
    return null;
  },
};
