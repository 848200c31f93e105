/** The policy of following up. */
import Type from 'typebox';
import { Body, Id, IdParams, Nullable, Page, PageQuery } from '../resources/common.ts';
import {
  FarDate,
  FollowUpPolicy,
  FollowUpPolicyState,
  PolicyPreview,
  PolicyVersion,
} from '../resources/follow-up.ts';
import { ADMINS, LEADERS, route } from './route.ts';

const tag = 'follow-up';

export const followUpRoutes = {
  getFollowUpPolicy: route({
    method: 'GET',
    path: '/api/v1/follow-up-policy',
    tag,
    access: 'signed-in',
    summary: 'How often customers are contacted, and who is told of what is late',
    reply: FollowUpPolicyState,
  }),
  setFollowUpPolicy: route({
    method: 'POST',
    path: '/api/v1/follow-up-policy',
    tag,
    access: ADMINS,
    summary: 'Set it; the days of all customers are worked out again in the background',
    body: Body({
      policy: FollowUpPolicy,
      /** The version that was looked at: another one since then is a conflict. */
      basedOn: Type.Optional(Nullable(Id)),
    }),
    reply: FollowUpPolicyState,
  }),
  previewFollowUpPolicy: route({
    method: 'POST',
    path: '/api/v1/follow-up-policy/preview',
    tag,
    access: LEADERS,
    summary: 'What would be due tomorrow with another policy, and what is now; changes nothing',
    body: Body({ policy: FollowUpPolicy }),
    reply: PolicyPreview,
  }),
  listFollowUpPolicies: route({
    method: 'GET',
    path: '/api/v1/follow-up-policy/versions',
    tag,
    access: LEADERS,
    summary: 'The policies that were in force, the newest first',
    query: Type.Object(PageQuery),
    reply: Page(PolicyVersion),
  }),
  listFarDates: route({
    method: 'GET',
    path: '/api/v1/follow-up/far-dates',
    tag,
    access: LEADERS,
    summary: 'Customers whose salesperson has set a next date later than twice the grade’s interval',
    query: Type.Object(PageQuery),
    reply: Page(FarDate),
  }),
  restoreFollowUpPolicy: route({
    method: 'POST',
    path: '/api/v1/follow-up-policy/versions/:id/restore',
    tag,
    access: ADMINS,
    summary: 'Put an earlier policy in force again',
    params: IdParams,
    reply: FollowUpPolicyState,
  }),
};
