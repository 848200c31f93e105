/** What a person is told in the product. */
import Type from 'typebox';
import { Body, Id, IdParams, Nothing, Page, PageQuery } from '../resources/common.ts';
import { Notice } from '../resources/notice.ts';
import { route } from './route.ts';

const tag = 'notices';

export const noticeRoutes = {
  listNotices: route({
    method: 'GET',
    path: '/api/v1/notices',
    tag,
    access: 'signed-in',
    summary: 'One’s own notices, newest first',
    query: Type.Object({ ...PageQuery, unread: Type.Optional(Type.Boolean()) }),
    reply: Page(Notice),
  }),
  countUnreadNotices: route({
    method: 'GET',
    path: '/api/v1/notices/unread',
    tag,
    access: 'signed-in',
    summary: 'How many are unread, counted up to 100',
    reply: Type.Object({ count: Type.Integer() }),
  }),
  readNotice: route({
    method: 'POST',
    path: '/api/v1/notices/:id/read',
    tag,
    access: 'signed-in',
    summary: 'Mark one as read',
    params: IdParams,
    reply: Nothing,
  }),
  readNotices: route({
    method: 'POST',
    path: '/api/v1/notices/read',
    tag,
    access: 'signed-in',
    summary: 'Mark all up to this one as read: what came since stays unread',
    body: Body({ upTo: Id }),
    reply: Nothing,
  }),
};
