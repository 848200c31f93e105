/** Who gets what of: what was promised, asked and quoted in mails. */
import { promiseRoutes } from '@tradepost/contract';
import { insertUser } from '@tradepost/core/users/create';
import { sharedHash, type TestApp } from '../api-app.ts';
import { connectAccount, deliver, makeCustomer, textMail, unique } from '../api-mail.ts';
import { area, CHANGE, hasItem, LEADERS, LIST, READ } from './area.ts';

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
  const quote = (authorId: number, amount: number) =>
    test.deps.db
      .insertInto('mail_mark')
      .values({
        message_id: messageId,
        customer_id: customer.id,
        kind: 'quotation',
        text: `USD ${amount}`,
        product: 'Hinge',
        product_key: 'hinge',
        amount,
        currency: 'USD',
        author_id: authorId,
        marked_by: ownerId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  const other = await insertUser(
    test.deps.db,
    { email: `${unique('rival')}@lindqvist.test`, name: 'Rival', role: 'salesperson' },
    await sharedHash,
  );
  const [earlier, later] = [await quote(other.id, 3), await quote(ownerId, 4)];
  const { id: conflictId } = await test.deps.db
    .insertInto('quote_conflict')
    .values({
      customer_id: customer.id,
      product: 'Hinge',
      product_key: 'hinge',
      earlier_id: earlier.id,
      later_id: later.id,
      a_user_id: Math.min(ownerId, other.id),
      b_user_id: Math.max(ownerId, other.id),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { customer, messageId, markId, quoteId: later.id, conflictId };
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
  findFileQuotes: {
    ...CHANGE,
    call: (_test, { messageId }) => ({ url: `/api/v1/messages/${messageId}/file-quotes` }),
  },
  listLastQuotes: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees sees 404 404 404',
    call: (_test, { customer, quoteId }) => ({
      url: `/api/v1/customers/${customer.id}/quotes`,
      sees: hasItem(({ id }) => id === quoteId),
    }),
  },
  createQuotes: {
    ...CHANGE,
    call: (_test, { messageId }) => ({
      url: '/api/v1/marks/quotes',
      body: {
        messageId,
        quotes: [{ text: 'USD 3.20/pc', amount: { amount: 3.2, currency: 'USD', unit: 'pc' } }],
      },
    }),
  },
  listQuoteConflicts: {
    ...LIST,
    call: (_test, { conflictId }) => ({
      url: '/api/v1/quote-conflicts?limit=200',
      sees: hasItem(({ id }) => id === conflictId),
    }),
  },
  settleQuoteConflict: {
    // Who quoted himself does not settle it, unless the company is his to lead.
    own: '401 200 200 403 403 403 403',
    other: LEADERS,
    call: (_test, { conflictId }) => ({
      url: `/api/v1/quote-conflicts/${conflictId}/settle`,
      body: { note: 'The lower one stands' },
    }),
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
