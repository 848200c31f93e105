/** Who gets what of: saved searches, and results as a file. */
import { savedSearchRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, textMail, unique } from '../api-mail.ts';
import { ANYBODY, area, both, hasItem } from './area.ts';

const make = async (test: TestApp, ownerId: number) => {
  const save = (shared: boolean) =>
    test.deps.db
      .insertInto('saved_search')
      .values({
        user_id: ownerId,
        name: unique('Offers '),
        query: 'offer',
        sort: 'newest',
        grouping: 'none',
        shared,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
  const account = await connectAccount(test, ownerId);
  const word = unique('Quagga').replaceAll(/\W/g, '');
  const raw = textMail({ from: 'buyer@outside.test', to: account.address, subject: word });
  await deliver(test, account, raw);
  return { own: (await save(false)).id, shared: (await save(true)).id, word };
};

export const savedSearchArea = area(savedSearchRoutes, make, {
  listSavedSearches: {
    own: '401 sees sees sees sees sees sees',
    other: '401 blank blank blank blank blank blank',
    call: (_test, { own }) => ({ url: '/api/v1/saved-searches', sees: hasItem(({ id }) => id === own) }),
  },
  createSavedSearch: {
    ...both(ANYBODY),
    call: () => ({
      url: '/api/v1/saved-searches',
      body: { name: unique('Late '), q: 'is:unanswered', order: 'newest', group: 'none', shared: false },
    }),
  },
  updateSavedSearch: {
    own: ANYBODY,
    other: '401 404 404 404 404 404 404',
    call: (_test, { own }) => ({ url: `/api/v1/saved-searches/${own}`, body: { shared: false } }),
  },
  removeSavedSearch: {
    own: ANYBODY,
    other: '401 200 200 403 403 403 403',
    call: (_test, { shared }) => ({ url: `/api/v1/saved-searches/${shared}` }),
  },
  exportSearch: {
    own: '401 sees sees sees 403 403 403',
    other: '401 sees sees blank 403 403 403',
    call: (_test, { word }) => ({
      url: `/api/v1/search/export?q=${word}&format=csv`,
      sees: (reply) => reply.body.includes(word),
    }),
  },
});
