/** The public pool. */
import Type from 'typebox';
import {
  Body,
  Country,
  Grade,
  Id,
  IdParams,
  Nothing,
  Nullable,
  Page,
  PageQuery,
} from '../resources/common.ts';
import {
  AssignmentRule,
  PoolClaim,
  PoolCustomer,
  PoolOutcome,
  PoolRules,
  RecyclingCustomer,
  RELEASE_REASONS,
} from '../resources/pool.ts';
import { ADMINS, LEADERS, route, STAFF } from './route.ts';

const tag = 'pool';
const Reason = Type.Enum(RELEASE_REASONS);
const Note = Type.Optional(Type.String({ maxLength: 500 }));
const CustomerIds = Type.Array(Id, { minItems: 1, maxItems: 200 });
const Outcomes = Type.Object({ items: Type.Array(PoolOutcome) });
const Rules = Type.Object({ items: Type.Array(AssignmentRule) });

export const poolRoutes = {
  listPool: route({
    method: 'GET',
    path: '/api/v1/pool',
    tag,
    access: STAFF,
    summary: 'Customers in the public pool, newest in it first; only what is needed to choose one',
    query: Type.Object({
      ...PageQuery,
      country: Type.Optional(Country),
      grade: Type.Optional(Grade),
      search: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    reply: Page(PoolCustomer),
  }),
  releaseCustomers: route({
    method: 'POST',
    path: '/api/v1/pool/release',
    tag,
    access: STAFF,
    summary: 'Put customers back into the pool, with a reason; their history stays',
    body: Body({ customerIds: CustomerIds, reason: Reason, note: Note }),
    reply: Outcomes,
  }),
  claimCustomers: route({
    method: 'POST',
    path: '/api/v1/pool/claim',
    tag,
    access: STAFF,
    summary: 'Claim customers; where the company wants it, a leader decides',
    body: Body({ customerIds: CustomerIds, note: Note }),
    reply: Outcomes,
  }),
  assignFromPool: route({
    method: 'POST',
    path: '/api/v1/pool/assign',
    tag,
    access: LEADERS,
    summary: 'Give customers of the pool to a person, to several in turn, or by the rules',
    body: Body({
      customerIds: CustomerIds,
      way: Type.Union([Type.Literal('turns'), Type.Literal('rules')]),
      /** With 'turns'; one person gets all. */
      userIds: Type.Optional(Type.Array(Id, { maxItems: 200 })),
    }),
    reply: Outcomes,
  }),
  listClaims: route({
    method: 'GET',
    path: '/api/v1/pool/claims',
    tag,
    access: STAFF,
    summary: 'Claims that wait: a leader’s to decide, and one’s own',
    query: Type.Object(PageQuery),
    reply: Page(PoolClaim),
  }),
  decideClaim: route({
    method: 'POST',
    path: '/api/v1/pool/claims/:id/decision',
    tag,
    access: LEADERS,
    summary: 'Grant or refuse a claim',
    params: IdParams,
    body: Body({ grant: Type.Boolean(), reason: Note }),
    reply: Nothing,
  }),
  withdrawClaim: route({
    method: 'DELETE',
    path: '/api/v1/pool/claims/:id',
    tag,
    access: STAFF,
    summary: 'Take back one’s own claim',
    params: IdParams,
    reply: Nothing,
  }),
  listRecycling: route({
    method: 'GET',
    path: '/api/v1/pool/recycling',
    tag,
    access: STAFF,
    summary: 'Customers that go back into the pool within a week, soonest first',
    reply: Type.Object({ items: Type.Array(RecyclingCustomer) }),
  }),
  getPoolRules: route({
    method: 'GET',
    path: '/api/v1/pool/rules',
    tag,
    access: 'signed-in',
    summary: 'The rules of the pool',
    reply: PoolRules,
  }),
  updatePoolRules: route({
    method: 'PATCH',
    path: '/api/v1/pool/rules',
    tag,
    access: ADMINS,
    summary: 'Change the rules of the pool',
    body: Type.Partial(PoolRules, { additionalProperties: false }),
    reply: Type.Object({
      rules: PoolRules,
      /** With recycling on: customers that would go back within the next week. */
      soon: Nullable(Type.Integer()),
    }),
  }),
  getAssignmentRules: route({
    method: 'GET',
    path: '/api/v1/assignment-rules',
    tag,
    access: LEADERS,
    summary: 'Who gets what comes in unowned: the first rule that fits',
    reply: Rules,
  }),
  setAssignmentRules: route({
    method: 'POST',
    path: '/api/v1/assignment-rules',
    tag,
    access: ADMINS,
    summary: 'Replace the rules, in their order',
    body: Body({ items: Type.Array(AssignmentRule, { maxItems: 100 }) }),
    reply: Rules,
  }),
};
