/** Who gets what of: mail, on a timeline and on none. */
import { messageRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, richMail, textMail, unique } from '../api-mail.ts';
import { ANYBODY, area, both, CHANGE, hasItem, READ, STAFF } from './area.ts';
import { mailOfCustomerRoutes } from './customer.ts';

/** A mail account, a customer with mail on the timeline, unfiled mail. */
async function makeThings(test: TestApp, ownerId: number) {
  const account = await connectAccount(test, ownerId);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, ownerId, { addresses: [buyer] });
  const messageId = await deliver(test, account, richMail({ from: buyer, to: account.address }));
  const stranger = `${unique('stranger')}@${unique('bolt')}.example`;
  const unfiledId = await deliver(test, account, textMail({ from: stranger, to: account.address }));
  const { id: filingId } = await test.deps.db
    .selectFrom('filing')
    .select('id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow();
  return { customer, messageId, stranger, unfiledId, filingId };
}

/** Mail on no timeline: its account's owner, the owner, administrators; a manager where the company says so. */
const UNFILED_CHANGE = { own: STAFF, other: '401 200 200 404 404 404 403' };
const UNFILED_LIST = {
  own: '401 sees sees sees sees sees 403',
  other: '401 sees sees blank blank blank 403',
};

export const messageArea = area({ ...mailOfCustomerRoutes, ...messageRoutes }, makeThings, {
  getTimeline: {
    ...READ,
    call: (_test, { customer }) => ({ url: `/api/v1/customers/${customer.id}/timeline` }),
  },
  listUnfiledSenders: {
    ...UNFILED_LIST,
    call: (_test, { stranger }) => ({
      url: '/api/v1/unfiled?limit=200',
      sees: hasItem(({ address }) => address === stranger),
    }),
  },
  listUnfiledMessages: {
    ...UNFILED_LIST,
    call: (_test, { stranger, unfiledId }) => ({
      url: `/api/v1/unfiled/messages?address=${stranger}`,
      sees: hasItem(({ messageId }) => messageId === unfiledId),
    }),
  },
  makeCustomerFromSender: {
    ...UNFILED_CHANGE,
    call: (_test, { stranger }) => ({
      url: '/api/v1/unfiled/make-customer',
      body: { address: stranger },
    }),
  },
  getMessage: { ...READ, call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}` }) },
  getMessageHtml: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/html` }),
  },
  getMessageRaw: { ...READ, call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/raw` }) },
  getAttachment: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/parts/2` }),
  },
  getInlineImage: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/inline/1.2` }),
  },
  retryParse: {
    ...CHANGE,
    call: async (test, { messageId }) => {
      await test.deps.db
        .updateTable('message')
        .set({ parse_tier: 'headers', quarantine_reason: 'parser-timeout' })
        .where('id', '=', messageId)
        .execute();
      return { url: `/api/v1/messages/${messageId}/retry` };
    },
  },
  fileMessage: {
    ...UNFILED_CHANGE,
    call: (_test, { unfiledId, customer }) => ({
      url: `/api/v1/messages/${unfiledId}/filings`,
      body: { customerId: customer.id },
    }),
  },
  undoFiling: { ...CHANGE, call: (_test, { filingId }) => ({ url: `/api/v1/filings/${filingId}` }) },
  liveEvents: { ...both(ANYBODY), call: () => ({ url: '/api/v1/events' }) },
});
