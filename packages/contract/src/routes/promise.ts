/** What was promised, asked and quoted in mails. */
import Type from 'typebox';
import { Body, IdParams, Page, PageQuery } from '../resources/common.ts';
import { Mark, MARK_KINDS, MARK_STATES, NewMark, ProposedAmount } from '../resources/mark.ts';
import { route, STAFF } from './route.ts';

const tag = 'promises';

export const promiseRoutes = {
  listMarks: route({
    method: 'GET',
    path: '/api/v1/customers/:id/marks',
    tag,
    access: 'signed-in',
    summary: 'Promises, open questions and quotations of all salespeople with a customer, newest first',
    params: IdParams,
    query: Type.Object({
      ...PageQuery,
      kind: Type.Optional(Type.Enum(MARK_KINDS)),
      state: Type.Optional(Type.Enum(MARK_STATES)),
    }),
    reply: Page(Mark),
  }),
  listMessageMarks: route({
    method: 'GET',
    path: '/api/v1/messages/:id/marks',
    tag,
    access: 'signed-in',
    summary: 'What is marked on a mail, and the amounts that its text names',
    params: IdParams,
    reply: Type.Object({ items: Type.Array(Mark), amounts: Type.Array(ProposedAmount) }),
  }),
  createMark: route({
    method: 'POST',
    path: '/api/v1/marks',
    tag,
    access: STAFF,
    summary: 'Mark words of a mail as a promise, an open question or a quotation',
    body: NewMark,
    reply: Mark,
  }),
  updateMark: route({
    method: 'PATCH',
    path: '/api/v1/marks/:id',
    tag,
    access: STAFF,
    summary: 'Close a mark (kept, withdrawn) or open it again',
    params: IdParams,
    body: Body({ state: Type.Enum(MARK_STATES) }),
    reply: Mark,
  }),
};
