/** Who gets what of: acting on tasks from a mail, and the calendar of one's own tasks. */
import { actRoutes } from '@tradepost/contract';
import { makeFeed } from '@tradepost/core/act/feed';
import { makeLinkToken } from '@tradepost/core/act/link-token';
import { raiseTasks } from '@tradepost/core/task/raise-task';
import type { TestApp } from '../api-app.ts';
import { ANYBODY, area, both } from './area.ts';

/** A to-do of the person's, and the token of its link. */
async function makeThings({ deps }: TestApp, ownerId: number) {
  const [taskId = 0] = await deps.db.transaction().execute((tx) =>
    raiseTasks(tx, [
      {
        kind: 'todo',
        customerId: null,
        assigneeId: ownerId,
        title: 'Call the forwarder',
        dueOn: '2026-11-30',
      },
    ]),
  );
  const link = makeLinkToken(deps.secrets, { taskId, userId: ownerId }, new Date());
  return { ownerId, link };
}

/** The token is what counts, whoever is signed in. */
const PUBLIC = both('200 200 200 200 200 200 200');

export const actArea = area(actRoutes, makeThings, {
  getLinkedTask: { ...PUBLIC, call: (_test, { link }) => ({ url: `/api/v1/act/${link}` }) },
  actByLink: {
    ...PUBLIC,
    call: (_test, { link }) => ({ url: `/api/v1/act/${link}`, body: { does: 'done' } }),
  },
  getCalendarFeed: { ...both(ANYBODY), call: () => ({ url: '/api/v1/me/calendar-feed' }) },
  makeCalendarFeed: { ...both(ANYBODY), call: () => ({ url: '/api/v1/me/calendar-feed' }) },
  revokeCalendarFeed: { ...both(ANYBODY), call: () => ({ url: '/api/v1/me/calendar-feed' }) },
  readCalendarFeed: {
    ...PUBLIC,
    call: async ({ deps }, { ownerId }) => ({
      url: `/calendar/${await makeFeed(deps.db, ownerId)}/tradepost.ics`,
    }),
  },
});
