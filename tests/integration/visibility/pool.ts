/** Who gets what of: the public pool. */
import { poolRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { makeCustomer } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, hasItem, LEADERS, STAFF } from './area.ts';

/** A customer of the person's, one in the pool, and the person's claim on that. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const own = await makeCustomer(test, ownerId);
  const pooled = await makeCustomer(test, ownerId);
  await db
    .updateTable('customer')
    .set({ owner_id: null, pooled_at: new Date(), pool_reason: 'no-reply' })
    .where('id', '=', pooled.id)
    .execute();
  const claim = await db
    .insertInto('pool_claim')
    .values({ customer_id: pooled.id, user_id: ownerId, state: 'asked' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ownerId, customerId: own.id, pooledId: pooled.id, claimId: claim.id };
}

const outcome = (wanted: string) => (reply: { json(): { items: { outcome: string }[] } }) =>
  reply.json().items[0]?.outcome === wanted;

export const poolArea = area(poolRoutes, makeThings, {
  listPool: {
    ...both('401 sees sees sees sees sees 403'),
    call: (_test, { pooledId }) => ({
      url: '/api/v1/pool?limit=200',
      sees: hasItem(({ id }) => id === pooledId),
    }),
  },
  releaseCustomers: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees blank blank 403',
    call: (_test, { customerId }) => ({
      url: '/api/v1/pool/release',
      body: { customerIds: [customerId], reason: 'no-reply' },
      sees: outcome('done'),
    }),
  },
  claimCustomers: {
    ...both(STAFF),
    call: (_test, { pooledId }) => ({ url: '/api/v1/pool/claim', body: { customerIds: [pooledId] } }),
  },
  assignFromPool: {
    ...both(LEADERS),
    call: (_test, { pooledId, ownerId }) => ({
      url: '/api/v1/pool/assign',
      body: { customerIds: [pooledId], way: 'turns', userIds: [ownerId] },
    }),
  },
  listClaims: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees blank blank 403',
    call: (_test, { claimId }) => ({
      url: '/api/v1/pool/claims?limit=200',
      sees: hasItem(({ id }) => id === claimId),
    }),
  },
  decideClaim: {
    ...both(LEADERS),
    call: (_test, { claimId }) => ({ url: `/api/v1/pool/claims/${claimId}/decision`, body: { grant: true } }),
  },
  withdrawClaim: {
    own: STAFF,
    other: '401 404 404 404 404 404 403',
    call: (_test, { claimId }) => ({ url: `/api/v1/pool/claims/${claimId}` }),
  },
  listRecycling: { ...both(STAFF), call: () => ({ url: '/api/v1/pool/recycling' }) },
  getPoolRules: { ...both(ANYBODY), call: () => ({ url: '/api/v1/pool/rules' }) },
  updatePoolRules: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/pool/rules', body: { coolOffDays: 3 } }),
  },
  getAssignmentRules: { ...both(LEADERS), call: () => ({ url: '/api/v1/assignment-rules' }) },
  setAssignmentRules: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/assignment-rules', body: { items: [] } }),
  },
});
