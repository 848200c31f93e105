/** Who gets what of: search. */
import { searchRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { connectAccount, deliver, textMail, unique } from '../api-mail.ts';
import { ADMINS, ANYBODY, area, both, hasItem } from './area.ts';

/** A mail on no timeline, in one person's account. */
async function makeMail(test: TestApp, ownerId: number) {
  const account = await connectAccount(test, ownerId);
  const word = unique('Zanzibar').replaceAll(/\W/g, '');
  const messageId = await deliver(
    test,
    account,
    textMail({ from: 'buyer@outside.test', to: account.address, text: `About ${word}` }),
  );
  return { word, messageId };
}

export const searchArea = area(searchRoutes, makeMail, {
  search: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees blank blank blank blank',
    call: (_test, { word, messageId }) => ({
      url: `/api/v1/search?q=${word}`,
      sees: hasItem(({ mail }) => (mail as { messageId: number } | null)?.messageId === messageId),
    }),
  },
  searchFacets: {
    own: '401 sees sees sees sees sees sees',
    other: '401 sees sees blank blank blank blank',
    call: (_test, { word }) => ({
      url: `/api/v1/search/facets?q=${word}`,
      sees: (reply) => reply.json<{ total: { count: number } }>().total.count === 1,
    }),
  },
  getSearchIndex: { ...both(ANYBODY), call: () => ({ url: '/api/v1/search/index' }) },
  rebuildSearchIndex: { ...both(ADMINS), call: () => ({ url: '/api/v1/search/index/rebuild', body: {} }) },
});
