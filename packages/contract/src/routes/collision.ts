/** Collisions between salespeople. */
import Type from 'typebox';
import { Collision, COLLISION_DECISIONS, COLLISION_STATES, CollisionCase } from '../resources/collision.ts';
import { Body, IdParams, Page, PageQuery } from '../resources/common.ts';
import { Correspondent } from '../resources/handover.ts';
import { LEADERS, route, STAFF } from './route.ts';

const tag = 'collisions';

export const collisionRoutes = {
  listCorrespondents: route({
    method: 'GET',
    path: '/api/v1/customers/:id/correspondents',
    tag,
    access: 'signed-in',
    summary: 'Who of the company was in contact with a customer, first and last',
    params: IdParams,
    reply: Type.Object({ items: Type.Array(Correspondent) }),
  }),
  listCollisions: route({
    method: 'GET',
    path: '/api/v1/collisions',
    tag,
    access: STAFF,
    summary: 'Collisions that one is party to, or whose parties one leads, newest first',
    query: Type.Object({ ...PageQuery, state: Type.Optional(Type.Enum(COLLISION_STATES)) }),
    reply: Page(Collision),
  }),
  getCollision: route({
    method: 'GET',
    path: '/api/v1/collisions/:id',
    tag,
    access: STAFF,
    summary: 'One collision: who wrote when, and side by side what each quoted',
    params: IdParams,
    reply: CollisionCase,
  }),
  decideCollision: route({
    method: 'POST',
    path: '/api/v1/collisions/:id/decision',
    tag,
    access: LEADERS,
    summary: 'Decide whose customer it is, with a reason',
    params: IdParams,
    body: Body({
      decision: Type.Enum(COLLISION_DECISIONS),
      reason: Type.String({ minLength: 1, maxLength: 1000 }),
    }),
    reply: CollisionCase,
  }),
};
