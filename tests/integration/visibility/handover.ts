/** Who gets what of: handing customers over. */
import { handoverRoutes } from '@tradepost/contract';
import { insertUser } from '@tradepost/core/users/create';
import { sharedHash, type TestApp } from '../api-app.ts';
import { makeCustomer, unique } from '../api-mail.ts';
import { area, both, hasItem, LEADERS, READ } from './area.ts';

const newColleague = async (test: TestApp) =>
  insertUser(
    test.deps.db,
    { email: `${unique('colleague')}@lindqvist.test`, name: 'Colleague', role: 'salesperson' },
    await sharedHash,
  );

/** A customer that a colleague handed to the person, and another one of his to hand on. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const leaver = await newColleague(test);
  const received = await makeCustomer(test, ownerId);
  await makeCustomer(test, ownerId);
  const handover = await db
    .insertInto('handover')
    .values({ from_id: leaver.id, way: 'even', state: 'done', done_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('handover_item')
    .values({
      handover_id: handover.id,
      customer_id: received.id,
      to_id: ownerId,
      state: 'done',
      handed_at: new Date(),
    })
    .execute();
  return { ownerId, received, handoverId: handover.id };
}

const plan = async (test: TestApp, fromId: number) => ({
  fromId,
  way: 'even',
  to: [{ userId: (await newColleague(test)).id }],
});

export const handoverArea = area(handoverRoutes, makeThings, {
  previewHandover: {
    ...both(LEADERS),
    call: async (test, { ownerId }) => ({
      url: '/api/v1/handovers/preview',
      body: await plan(test, ownerId),
    }),
  },
  startHandover: {
    ...both(LEADERS),
    call: async (test, { ownerId }) => ({ url: '/api/v1/handovers', body: await plan(test, ownerId) }),
  },
  listHandovers: {
    ...both('401 sees sees sees 403 403 403'),
    call: (_test, { handoverId }) => ({
      url: '/api/v1/handovers?limit=200',
      sees: hasItem(({ id }) => id === handoverId),
    }),
  },
  getHandover: {
    ...both(LEADERS),
    call: (_test, { handoverId }) => ({ url: `/api/v1/handovers/${handoverId}` }),
  },
  listHandoverItems: {
    ...both('401 sees sees sees 403 403 403'),
    call: (_test, { handoverId, received }) => ({
      url: `/api/v1/handovers/${handoverId}/customers`,
      sees: hasItem(({ customerId }) => customerId === received.id),
    }),
  },
  undoHandover: {
    ...both(LEADERS),
    call: (_test, { handoverId }) => ({ url: `/api/v1/handovers/${handoverId}/undo` }),
  },
  listReceivedHandovers: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { received }) => ({
      url: '/api/v1/handovers/received?limit=200',
      sees: hasItem(({ customerId }) => customerId === received.id),
    }),
  },
  getHandoverPage: {
    ...READ,
    call: (_test, { received }) => ({ url: `/api/v1/customers/${received.id}/handover` }),
  },
});
