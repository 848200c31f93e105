/** Handing customers over. */
import Type from 'typebox';
import { IdParams, Page, PageQuery } from '../resources/common.ts';
import {
  Handover,
  HANDOVER_ITEM_STATES,
  HandoverItem,
  HandoverPage,
  HandoverPlan,
  HandoverPreview,
  NewHandover,
} from '../resources/handover.ts';
import { LEADERS, route } from './route.ts';

const tag = 'hand-over';

export const handoverRoutes = {
  previewHandover: route({
    method: 'POST',
    path: '/api/v1/handovers/preview',
    tag,
    access: LEADERS,
    summary: 'What a hand-over would move, and to whom; nothing is changed',
    body: HandoverPlan,
    reply: HandoverPreview,
  }),
  startHandover: route({
    method: 'POST',
    path: '/api/v1/handovers',
    tag,
    access: LEADERS,
    summary: 'Hand over all or chosen customers of a person, in the background',
    body: NewHandover,
    reply: Handover,
  }),
  listHandovers: route({
    method: 'GET',
    path: '/api/v1/handovers',
    tag,
    access: LEADERS,
    summary: 'Hand-overs of people one leads, newest first',
    query: Type.Object(PageQuery),
    reply: Page(Handover),
  }),
  getHandover: route({
    method: 'GET',
    path: '/api/v1/handovers/:id',
    tag,
    access: LEADERS,
    summary: 'One hand-over with its progress',
    params: IdParams,
    reply: Handover,
  }),
  listHandoverItems: route({
    method: 'GET',
    path: '/api/v1/handovers/:id/customers',
    tag,
    access: LEADERS,
    summary: 'The customers of a hand-over, and what became of each',
    params: IdParams,
    query: Type.Object({
      ...PageQuery,
      state: Type.Optional(Type.Enum(HANDOVER_ITEM_STATES)),
      /** Only those whose hand-over page was not opened. */
      unread: Type.Optional(Type.Boolean()),
    }),
    reply: Page(HandoverItem),
  }),
  undoHandover: route({
    method: 'POST',
    path: '/api/v1/handovers/:id/undo',
    tag,
    access: LEADERS,
    summary: 'Bring the customers back, within a day; those that changed hands since stay',
    params: IdParams,
    reply: Handover,
  }),
  listReceivedHandovers: route({
    method: 'GET',
    path: '/api/v1/handovers/received',
    tag,
    access: 'signed-in',
    summary: 'Customers that were handed to oneself, the latest hand-over first',
    query: Type.Object({ ...PageQuery, unread: Type.Optional(Type.Boolean()) }),
    reply: Page(HandoverItem),
  }),
  getHandoverPage: route({
    method: 'GET',
    path: '/api/v1/customers/:id/handover',
    tag,
    access: 'signed-in',
    summary: 'What a successor must know of a customer; opened by him it counts as read',
    params: IdParams,
    reply: HandoverPage,
  }),
};
