/** Who gets what of: what was promised, asked and quoted in mails. */
import { promiseRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from '../api-mail.ts';
import { area, CHANGE, hasItem, READ } from './area.ts';

async function makeThings(test: TestApp, ownerId: number) {
  const account = await connectAccount(test, ownerId);
  const buyer = `${unique('buyer')}@${unique('acme')}.example`;
  const customer = await makeCustomer(test, ownerId, { addresses: [buyer] });
  const messageId = await deliver(
    test,
    account,
    textMail({ from: account.address, to: buyer, text: 'USD 3.20/pc' }),
  );
  const { id: markId } = await test.deps.db
    .insertInto('mail_mark')
    .values({
      message_id: messageId,
      customer_id: customer.id,
      kind: 'question',
      text: 'When?',
      marked_by: ownerId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { customer, messageId, markId };
}

export const promiseArea = area(promiseRoutes, makeThings, {
  listMarks: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees 404 404 404',
    call: (_test, { customer, markId }) => ({
      url: `/api/v1/customers/${customer.id}/marks`,
      sees: hasItem(({ id }) => id === markId),
    }),
  },
  listMessageMarks: {
    ...READ,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/marks` }),
  },
  createMark: {
    ...CHANGE,
    call: (_test, { messageId }) => ({
      url: '/api/v1/marks',
      body: { messageId, kind: 'promise', sort: 'price', text: 'USD 3.20' },
    }),
  },
  updateMark: {
    ...CHANGE,
    call: (_test, { markId }) => ({ url: `/api/v1/marks/${markId}`, body: { state: 'kept' } }),
  },
});
