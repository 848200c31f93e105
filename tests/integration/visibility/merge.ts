/** Who gets what of: merging customers and contacts. */
import { mergeRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { makeCustomer, unique } from '../api-mail.ts';
import { area, CHANGE, hasItem, READ, STAFF_LIST } from './area.ts';

/** Two customers of one person with the same telephone number, the second with two contacts; and a merge that was. */
async function makeThings(test: TestApp, ownerId: number) {
  const { db } = test.deps;
  const digits = `4940${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
  const [one, two] = [await makeCustomer(test, ownerId), await makeCustomer(test, ownerId)];
  for (const { id, contactId } of [one, two])
    await db
      .insertInto('contact_channel')
      .values({ customer_id: id, contact_id: contactId, kind: 'phone', value: `+${digits}`, normal: digits })
      .execute();
  const second = await db
    .insertInto('contact')
    .values({ customer_id: two.id, name: unique('Maria ') })
    .returning('id')
    .executeTakeFirstOrThrow();
  const gone = await makeCustomer(test, ownerId);
  await db.updateTable('customer').set({ merged_into_id: one.id }).where('id', '=', gone.id).execute();
  const merge = await db
    .insertInto('merge')
    .values({ kind: 'customer', customer_id: one.id, source_customer_id: gone.id, state: 'joined' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { one, two, secondId: second.id, mergeId: merge.id };
}

export const mergeArea = area(mergeRoutes, makeThings, {
  previewCustomerMerge: {
    ...CHANGE,
    call: (_test, { one, two }) => ({
      url: `/api/v1/customers/${one.id}/merge-preview?sourceId=${two.id}`,
    }),
  },
  mergeCustomers: {
    ...CHANGE,
    call: (_test, { one, two }) => ({
      url: `/api/v1/customers/${one.id}/merge`,
      body: { sourceId: two.id },
    }),
  },
  previewContactMerge: {
    ...CHANGE,
    call: (_test, { two, secondId }) => ({
      url: `/api/v1/contacts/${two.contactId}/merge-preview?sourceId=${secondId}`,
    }),
  },
  mergeContacts: {
    ...CHANGE,
    call: (_test, { two, secondId }) => ({
      url: `/api/v1/contacts/${two.contactId}/merge`,
      body: { sourceId: secondId },
    }),
  },
  listMerges: { ...READ, call: (_test, { one }) => ({ url: `/api/v1/customers/${one.id}/merges` }) },
  undoMerge: { ...CHANGE, call: (_test, { mergeId }) => ({ url: `/api/v1/merges/${mergeId}/undo` }) },
  listDuplicates: {
    ...STAFF_LIST,
    call: (_test, { two }) => ({
      url: `/api/v1/duplicates?customerId=${two.id}`,
      sees: hasItem(({ source }) => (source as { id: number }).id === two.id),
    }),
  },
  markDistinct: {
    ...CHANGE,
    call: (_test, { one, two }) => ({
      url: '/api/v1/duplicates/distinct',
      body: { customerId: one.id, otherId: two.id },
    }),
  },
});
