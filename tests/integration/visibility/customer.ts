/** Who gets what of: customers, their contacts, the long jobs of one's own. */
import { customerRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { makeCustomer, unique } from '../api-mail.ts';
import { area, CHANGE, hasItem, READ, STAFF } from './area.ts';

async function makeThings(test: TestApp, ownerId: number) {
  const job = await test.deps.db
    .insertInto('background_job')
    .values({ kind: 'refile', payload: '{}', created_by: ownerId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const address = `${unique('buyer')}@${unique('acme')}.example`;
  return { ownerId, customer: await makeCustomer(test, ownerId, { addresses: [address] }), jobId: job.id };
}

/** Those of mail are with the mail. */
const { getTimeline, listUnfiledSenders, listUnfiledMessages, makeCustomerFromSender, ...plainRoutes } =
  customerRoutes;
export const mailOfCustomerRoutes = {
  getTimeline,
  listUnfiledSenders,
  listUnfiledMessages,
  makeCustomerFromSender,
};

export const customerArea = area(plainRoutes, makeThings, {
  createCustomer: {
    own: STAFF,
    other: '401 200 200 200 403 403 403',
    call: (_test, { ownerId }) => ({
      url: '/api/v1/customers',
      body: { name: unique('Bolt '), ownerId },
    }),
  },
  getCustomer: { ...READ, call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}` }) },
  updateCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}`,
      body: { note: 'Pays late' },
    }),
  },
  archiveCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}` }),
  },
  restoreCustomer: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/restore` }),
  },
  addContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/customers/${customer.id}/contacts`,
      body: { name: 'Jean' },
    }),
  },
  updateContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({
      url: `/api/v1/contacts/${customer.contactId}`,
      body: { name: 'Jean' },
    }),
  },
  removeContact: {
    ...CHANGE,
    call: (_test, { customer }) => ({ url: `/api/v1/contacts/${customer.contactId}` }),
  },
  listJobs: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { jobId }) => ({ url: '/api/v1/jobs', sees: hasItem(({ id }) => id === jobId) }),
  },
});
