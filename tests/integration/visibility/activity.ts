/** Who gets what of: activities and files. */
import { hash } from 'node:crypto';
import { activityRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { makeCustomer } from '../api-mail.ts';
import { area, CHANGE, hasItem, LIST, READ, STAFF_LIST } from './area.ts';

/** A customer of one person with a plan of that person's, and a note of a market problem with a file. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const customer = await makeCustomer(test, ownerId);
  const base = { customer_id: customer.id, created_by: ownerId, assignee_id: ownerId };
  const insert = (row: object) =>
    db
      .insertInto('activity')
      .values({ ...base, kind: 'note', state: 'done', ...row })
      .returning('id')
      .executeTakeFirstOrThrow();
  const plan = await insert({ kind: 'call', state: 'planned', planned_at: new Date() });
  const note = await insert({ channel: 'market-problem', done_at: new Date() });
  await db
    .insertInto('market_problem')
    .values({ activity_id: note.id, difficulty: 'price', severity: 2, noted_at: new Date() })
    .execute();
  const [place] = await test.deps.blobs.write([BLOB]);
  await db
    .insertInto('blob')
    .values({
      sha256: Buffer.from(BLOB.sha256, 'hex'),
      size: BLOB.size,
      stored_size: BLOB.storedSize,
      codec: BLOB.codec,
      pack: place?.pack ?? null,
      pack_offset: place?.packOffset ?? null,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const file = await db
    .insertInto('stored_file')
    .columns(['blob_id', 'file_name', 'content_type', 'size'])
    .expression((eb) =>
      eb
        .selectFrom('blob')
        .select(['id', eb.val('drawing.pdf').as('n'), eb.val('application/pdf').as('t'), 'size'])
        .where('sha256', '=', Buffer.from(BLOB.sha256, 'hex')),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('activity_file').values({ activity_id: note.id, file_id: file.id }).execute();
  return { customer, planId: plan.id, noteId: note.id, fileId: file.id };
}

const octets = Buffer.from('%PDF-1.4 drawing');
const BLOB = {
  sha256: hash('sha256', octets),
  size: octets.length,
  storedSize: octets.length,
  codec: 'raw' as const,
  stored: octets,
};

export const activityArea = area(activityRoutes, makeThings, {
  addActivity: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}/activities`,
      body: { kind: 'call', state: 'done', content: 'Asked for samples' },
    }),
  },
  listCustomerPlans: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/plans` }),
  },
  listPlans: {
    own: STAFF_LIST.own,
    other: '401 blank blank blank blank blank 403',
    call: (_test, { planId }) => ({
      url: '/api/v1/plans?limit=200',
      sees: hasItem(({ id }) => id === planId),
    }),
  },
  getActivity: { ...READ, call: (_test, { noteId }) => ({ url: `/api/v1/activities/${noteId}` }) },
  updateActivity: {
    ...CHANGE,
    call: (_test, { noteId }) => ({ url: `/api/v1/activities/${noteId}`, body: { result: 'None yet' } }),
  },
  completeActivity: {
    ...CHANGE,
    call: (_test, { planId }) => ({ url: `/api/v1/activities/${planId}/done`, body: { content: 'Done' } }),
  },
  cancelActivity: {
    ...CHANGE,
    call: (_test, { planId }) => ({ url: `/api/v1/activities/${planId}/cancel`, body: {} }),
  },
  addActivityFile: {
    ...CHANGE,
    call: (_test, { planId }) => ({
      url: `/api/v1/activities/${planId}/files?name=a.pdf`,
      body: Buffer.from('%PDF'),
    }),
  },
  removeActivityFile: {
    ...CHANGE,
    call: (_test, { noteId, fileId }) => ({ url: `/api/v1/activities/${noteId}/files/${fileId}` }),
  },
  getActivityFile: {
    ...READ,
    call: (_test, { noteId, fileId }) => ({ url: `/api/v1/activities/${noteId}/files/${fileId}` }),
  },
  listCustomerFiles: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/files` }),
  },
  listMarketProblems: {
    ...LIST,
    call: (_test, { noteId }) => ({
      url: '/api/v1/market-problems?limit=200',
      sees: hasItem(({ activityId }) => activityId === noteId),
    }),
  },
});
