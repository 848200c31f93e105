/** Who gets what of: filters, saved segments, bulk changes, duplicates, export. */
import { customerListRoutes } from '@tradepost/contract';
import type { Reply, TestApp } from '../api-app.ts';
import { makeCustomer, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, hasItem, LIST, STAFF } from './area.ts';

async function makeThings(test: TestApp, ownerId: number) {
  const word = unique('anchorage');
  const address = `${unique('buyer')}@${unique('cargo')}.example`;
  const customer = await makeCustomer(test, ownerId, { name: `${word} Shipping`, addresses: [address] });
  const segment = (shared: boolean) =>
    test.deps.db
      .insertInto('customer_segment')
      .values({ user_id: ownerId, name: unique('segment'), filter: '{}', shared })
      .returning('id')
      .executeTakeFirstOrThrow();
  return {
    ownerId,
    word,
    address,
    customer,
    own: (await segment(false)).id,
    shared: (await segment(true)).id,
  };
}

const names = (word: string) => (reply: Reply) => reply.payload.includes(`${word} Shipping`);

export const customerListArea = area(customerListRoutes, makeThings, {
  listCustomers: {
    ...LIST,
    call: (_test, { customer }) => ({
      url: '/api/v1/customers?limit=200&order=created',
      sees: hasItem(({ id }) => id === customer.id),
    }),
  },
  findCustomerDuplicates: {
    own: '401 sees sees sees sees sees 403',
    other: '401 sees sees sees blank blank 403',
    call: (_test, { address, word }) => ({
      url: '/api/v1/customers/duplicates',
      body: { addresses: [address] },
      sees: names(word),
    }),
  },
  exportCustomers: {
    own: '401 sees sees sees 403 403 403',
    other: '401 sees sees sees 403 403 403',
    call: (_test, { word }) => ({
      url: `/api/v1/customers/export?format=csv&search=${word}`,
      sees: names(word),
    }),
  },
  getExportRule: { ...both(ANYBODY), call: () => ({ url: '/api/v1/customers/export-rule' }) },
  setExportRule: {
    ...both(ADMINS),
    call: () => ({ url: '/api/v1/customers/export-rule', body: { salespeople: false } }),
  },
  // Ids of customers that one may not know of are passed over like ids of none.
  changeCustomers: {
    ...both(STAFF),
    call: (_test, { customer }) => ({
      url: '/api/v1/customers/bulk',
      body: { customerIds: [customer.id], change: { kind: 'add-tag', tag: 'hot' } },
    }),
  },
  listSegments: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { own }) => ({
      url: '/api/v1/customer-segments',
      sees: hasItem(({ id }) => id === own),
    }),
  },
  createSegment: {
    ...both(ANYBODY),
    call: () => ({
      url: '/api/v1/customer-segments',
      body: { name: unique('Key accounts '), filter: { keyAccount: true }, shared: false },
    }),
  },
  updateSegment: {
    own: ANYBODY,
    other: '401 404 404 404 404 404 404',
    call: (_test, { own }) => ({ url: `/api/v1/customer-segments/${own}`, body: { shared: true } }),
  },
  removeSegment: {
    own: ANYBODY,
    other: '401 403 403 403 403 403 403',
    call: (_test, { shared }) => ({ url: `/api/v1/customer-segments/${shared}` }),
  },
  findAnywhere: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees blank blank blank',
    call: (_test, { word }) => ({ url: `/api/v1/find?q=${word}`, sees: names(word) }),
  },
});
