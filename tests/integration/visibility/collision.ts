/** Who gets what of: collisions between salespeople. */
import { collisionRoutes } from '@tradepost/contract';
import { insertUser } from '@tradepost/core/users/create';
import { sharedHash, type TestApp } from '../api-app.ts';
import { makeCustomer, unique } from '../api-mail.ts';
import { area, hasItem, READ } from './area.ts';

/** A colleague touched a customer of the person's. */
async function makeThings(test: TestApp, ownerId: number) {
  const customer = await makeCustomer(test, ownerId);
  const other = await insertUser(
    test.deps.db,
    { email: `${unique('rival')}@lindqvist.test`, name: 'Rival', role: 'salesperson' },
    await sharedHash,
  );
  const { id: collisionId } = await test.deps.db
    .insertInto('collision')
    .values({ customer_id: customer.id, owner_id: ownerId, user_id: other.id })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { customer, collisionId };
}

export const collisionArea = area(collisionRoutes, makeThings, {
  listCorrespondents: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/correspondents` }),
  },
  listCollisions: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees blank blank 403',
    call: (_test, { collisionId }) => ({
      url: '/api/v1/collisions?limit=200',
      sees: hasItem(({ id }) => id === collisionId),
    }),
  },
  getCollision: {
    own: '401 200 200 200 200 200 403',
    other: '401 200 200 200 404 404 403',
    call: (_test, { collisionId }) => ({ url: `/api/v1/collisions/${collisionId}` }),
  },
  // A manager does not decide about himself.
  decideCollision: {
    own: '401 200 200 403 403 403 403',
    other: '401 200 200 200 403 403 403',
    call: (_test, { collisionId }) => ({
      url: `/api/v1/collisions/${collisionId}/decision`,
      body: { decision: 'owner-keeps', reason: 'She knows them since 2019' },
    }),
  },
});
