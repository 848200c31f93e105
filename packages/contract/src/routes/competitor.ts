/** Competitors and regions. */
import Type from 'typebox';
import { Country, IdParams, Page, PageQuery } from '../resources/common.ts';
import { Competitor, CompetitorPatch, NewCompetitor } from '../resources/competitor.ts';
import { route, STAFF } from './route.ts';

const tag = 'competitors';

export const competitorRoutes = {
  listCompetitors: route({
    method: 'GET',
    path: '/api/v1/competitors',
    tag,
    access: 'signed-in',
    summary: 'Competitors by name',
    query: Type.Object({
      ...PageQuery,
      search: Type.Optional(Type.String({ maxLength: 200 })),
      country: Type.Optional(Country),
      archived: Type.Optional(Type.Boolean()),
    }),
    reply: Page(Competitor),
  }),
  createCompetitor: route({
    method: 'POST',
    path: '/api/v1/competitors',
    tag,
    access: STAFF,
    summary: 'Add a competitor',
    body: NewCompetitor,
    reply: Competitor,
  }),
  getCompetitor: route({
    method: 'GET',
    path: '/api/v1/competitors/:id',
    tag,
    access: 'signed-in',
    summary: 'One competitor',
    params: IdParams,
    reply: Competitor,
  }),
  updateCompetitor: route({
    method: 'PATCH',
    path: '/api/v1/competitors/:id',
    tag,
    access: STAFF,
    summary: 'Change a competitor, or archive it',
    params: IdParams,
    body: CompetitorPatch,
    reply: Competitor,
  }),
};
