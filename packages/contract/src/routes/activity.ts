/** Activities, problems of markets, and files. */
import Type from 'typebox';
import {
  ActivityPatch,
  CustomerFile,
  DoneActivity,
  FILE_GROUPS,
  MarketProblemItem,
  NewActivity,
  Plan,
} from '../resources/activity.ts';
import { Body, Country, Id, IdParams, Page, PageQuery } from '../resources/common.ts';
import { Direction } from '../resources/message.ts';
import { Activity, DIFFICULTIES } from '../resources/timeline.ts';
import { route, STAFF } from './route.ts';

const tag = 'activities';
const day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

export const activityRoutes = {
  addActivity: route({
    method: 'POST',
    path: '/api/v1/customers/:id/activities',
    tag,
    access: STAFF,
    summary: 'Plan a contact with a customer, or record one; who sees the customer may',
    params: IdParams,
    body: NewActivity,
    reply: Activity,
  }),
  listCustomerPlans: route({
    method: 'GET',
    path: '/api/v1/customers/:id/plans',
    tag,
    access: 'signed-in',
    summary: 'What is planned with a customer, the next first',
    params: IdParams,
    query: Type.Object(PageQuery),
    reply: Page(Activity),
  }),
  listPlans: route({
    method: 'GET',
    path: '/api/v1/plans',
    tag,
    access: STAFF,
    summary: 'Planned activities: one’s own or, for leaders, their people’s; the next first',
    query: Type.Object({
      ...PageQuery,
      of: Type.Optional(Type.Union([Type.Literal('me'), Type.Literal('team')])),
    }),
    reply: Page(Plan),
  }),
  getActivity: route({
    method: 'GET',
    path: '/api/v1/activities/:id',
    tag,
    access: 'signed-in',
    summary: 'One activity',
    params: IdParams,
    reply: Activity,
  }),
  updateActivity: route({
    method: 'PATCH',
    path: '/api/v1/activities/:id',
    tag,
    access: STAFF,
    summary: 'Change an activity: its author, who is to do it, and who may change the customer',
    params: IdParams,
    body: ActivityPatch,
    reply: Activity,
  }),
  completeActivity: route({
    method: 'POST',
    path: '/api/v1/activities/:id/done',
    tag,
    access: STAFF,
    summary: 'What was planned is done: how it went, and when to be in contact next',
    params: IdParams,
    body: DoneActivity,
    reply: Activity,
  }),
  cancelActivity: route({
    method: 'POST',
    path: '/api/v1/activities/:id/cancel',
    tag,
    access: STAFF,
    summary: 'It does not take place, or was entered by mistake; it stays, marked',
    params: IdParams,
    body: Body({ reason: Type.Optional(Type.String({ maxLength: 1_000 })) }),
    reply: Activity,
  }),
  addActivityFile: route({
    method: 'POST',
    path: '/api/v1/activities/:id/files',
    tag,
    access: STAFF,
    summary: 'Add a file to an activity: its octets as the body, at most 25 MB',
    params: IdParams,
    query: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 255 }),
      /** Media type, as the browser knows it. */
      type: Type.Optional(Type.String({ maxLength: 100 })),
    }),
    consumes: 'application/octet-stream',
    reply: Activity,
  }),
  removeActivityFile: route({
    method: 'DELETE',
    path: '/api/v1/activities/:id/files/:fileId',
    tag,
    access: STAFF,
    summary: 'Take a file off an activity; its octets stay in the archive',
    params: Type.Object({ id: Id, fileId: Id }),
    reply: Activity,
  }),
  getActivityFile: route({
    method: 'GET',
    path: '/api/v1/activities/:id/files/:fileId',
    tag,
    access: 'signed-in',
    summary: 'A file of an activity, as a download',
    params: Type.Object({ id: Id, fileId: Id }),
    produces: 'application/octet-stream',
  }),
  listCustomerFiles: route({
    method: 'GET',
    path: '/api/v1/customers/:id/files',
    tag,
    access: 'signed-in',
    summary: 'Every file ever exchanged with a customer, newest first; the same file once',
    params: IdParams,
    query: Type.Object({
      ...PageQuery,
      name: Type.Optional(Type.String({ maxLength: 200 })),
      group: Type.Optional(Type.Enum(FILE_GROUPS)),
      direction: Type.Optional(Direction),
      /** The first and the last day, in UTC. */
      from: Type.Optional(day),
      to: Type.Optional(day),
    }),
    reply: Page(CustomerFile),
  }),
  listMarketProblems: route({
    method: 'GET',
    path: '/api/v1/market-problems',
    tag,
    access: 'signed-in',
    summary: 'What keeps customers from selling in their markets, by country, newest first',
    query: Type.Object({
      ...PageQuery,
      country: Type.Optional(Country),
      difficulty: Type.Optional(Type.Enum(DIFFICULTIES)),
    }),
    reply: Page(MarketProblemItem),
  }),
};
