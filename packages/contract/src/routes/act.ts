/** Acting on tasks from a mail; the calendar of one's own tasks. */
import Type from 'typebox';
import { CalendarFeed, LinkAction, LinkedTask } from '../resources/act.ts';
import { Nothing, Nullable } from '../resources/common.ts';
import { route } from './route.ts';

const tag = 'tasks';
const Token = Type.Object({ token: Type.String({ minLength: 1, maxLength: 300 }) });

export const actRoutes = {
  getLinkedTask: route({
    method: 'GET',
    path: '/api/v1/act/:token',
    tag,
    access: 'public',
    summary: 'The task that a link of a mail is about; changes nothing',
    params: Token,
    reply: LinkedTask,
  }),
  actByLink: route({
    method: 'POST',
    path: '/api/v1/act/:token',
    tag,
    access: 'public',
    summary: 'Do what the link of a mail is for: in the name of whom the mail was sent to',
    params: Token,
    body: LinkAction,
    reply: LinkedTask,
  }),
  getCalendarFeed: route({
    method: 'GET',
    path: '/api/v1/me/calendar-feed',
    tag,
    access: 'signed-in',
    session: true,
    summary: 'Whether there is an address at which a calendar program reads one’s tasks',
    reply: Type.Object({ feed: Nullable(CalendarFeed) }),
  }),
  makeCalendarFeed: route({
    method: 'POST',
    path: '/api/v1/me/calendar-feed',
    tag,
    access: 'signed-in',
    session: true,
    summary: 'Make such an address, told this once; the former one ends',
    reply: Type.Object({ url: Type.String() }),
  }),
  revokeCalendarFeed: route({
    method: 'DELETE',
    path: '/api/v1/me/calendar-feed',
    tag,
    access: 'signed-in',
    session: true,
    summary: 'End the address',
    reply: Nothing,
  }),
  readCalendarFeed: route({
    method: 'GET',
    path: '/calendar/:token/tradepost.ics',
    tag,
    access: 'public',
    summary: 'One’s tasks and plans as an iCalendar file',
    params: Token,
    produces: 'text/calendar',
  }),
};
