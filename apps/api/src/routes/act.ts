/** Acting on tasks from a mail; the calendar of one's own tasks. */
import type { actRoutes } from '@tradepost/contract';
import { makeFeed, readFeed, revokeFeed } from '@tradepost/core/act/feed';
import { actByLink, readLinkedTask } from '@tradepost/core/act/linked-task';
import { notFound } from '@tradepost/core/errors';
import { findFeed } from '@tradepost/db/queries/calendar-feed';
import type { HandlersOf } from '../handlers.ts';
import { iso } from './describe.ts';

export const actHandlers: HandlersOf<typeof actRoutes> = {
  getLinkedTask: ({ deps, params }) => readLinkedTask(deps, params.token),
  actByLink: ({ deps, params, body }) => actByLink(deps, params.token, body),
  getCalendarFeed: async ({ deps, caller }) => {
    const feed = await findFeed(deps.db, caller.user.id);
    return {
      feed:
        feed === undefined
          ? null
          : { createdAt: feed.created_at.toISOString(), lastReadAt: iso(feed.last_read_at) },
    };
  },
  makeCalendarFeed: async ({ deps, caller }) => ({
    url: `${deps.config.publicUrl}/calendar/${await makeFeed(deps.db, caller.user.id)}/tradepost.ics`,
  }),
  revokeCalendarFeed: async ({ deps, caller }) => {
    await revokeFeed(deps.db, caller.user.id);
    return null;
  },
  readCalendarFeed: async ({ deps, params, reply }) => {
    const file = await readFeed(deps.db, params.token, deps.config.publicUrl);
    if (file === null) throw notFound('This calendar');
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'inline; filename="tradepost.ics"')
      .send(file);
  },
};
