/** Who gets what of: competitors and regions. Everybody knows them; who works changes them. */
import { competitorRoutes } from '@tradepost/contract';
import type { TestApp } from '../api-app.ts';
import { unique } from '../api-mail.ts';
import { ANYBODY, area, both, hasItem, STAFF } from './area.ts';

async function makeThings(test: TestApp, ownerId: number) {
  const name = unique('Rival ');
  const { id } = await test.deps.db
    .insertInto('competitor')
    .values({ name, created_by: ownerId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, name };
}

export const competitorArea = area(competitorRoutes, makeThings, {
  listCompetitors: {
    ...both('401 sees sees sees sees sees sees'),
    call: (_test, { id, name }) => ({
      url: `/api/v1/competitors?search=${encodeURIComponent(name)}`,
      sees: hasItem((item) => item['id'] === id),
    }),
  },
  createCompetitor: {
    ...both(STAFF),
    call: () => ({ url: '/api/v1/competitors', body: { name: unique('Rival ') } }),
  },
  getCompetitor: { ...both(ANYBODY), call: (_test, { id }) => ({ url: `/api/v1/competitors/${id}` }) },
  updateCompetitor: {
    ...both(STAFF),
    call: (_test, { id }) => ({ url: `/api/v1/competitors/${id}`, body: { strategy: 'Low prices' } }),
  },
});
