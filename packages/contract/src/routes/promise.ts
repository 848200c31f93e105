/** What was promised, asked and quoted in mails. */
import Type from 'typebox';
import { Body, IdParams, Page, PageQuery } from '../resources/common.ts';
import {
  Mark,
  MARK_KINDS,
  MarkPatch,
  MARK_STATES,
  NewMark,
  NewQuotes,
  ProposedPromise,
  ProposedQuote,
  QuoteConflict,
  QUOTE_CONFLICT_STATES,
  QuoteFile,
} from '../resources/mark.ts';
import { LEADERS, route, STAFF } from './route.ts';

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
    summary: 'What is marked on a mail, and the quotations and promises that its text names',
    params: IdParams,
    reply: Type.Object({
      items: Type.Array(Mark),
      quotes: Type.Array(ProposedQuote),
      promises: Type.Array(ProposedPromise),
      /** Attachments that may have prices. */
      files: Type.Integer(),
    }),
  }),
  findFileQuotes: route({
    method: 'GET',
    path: '/api/v1/messages/:id/file-quotes',
    tag,
    access: STAFF,
    summary: 'Quotations in the attachments of a mail (XLSX, CSV, DOCX, PDF), for a person to accept',
    params: IdParams,
    reply: Type.Object({ items: Type.Array(ProposedQuote), files: Type.Array(QuoteFile) }),
  }),
  listLastQuotes: route({
    method: 'GET',
    path: '/api/v1/customers/:id/quotes',
    tag,
    access: 'signed-in',
    summary: 'The last price of each product that was quoted to a customer, newest first',
    params: IdParams,
    reply: Type.Object({ items: Type.Array(Mark) }),
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
  createQuotes: route({
    method: 'POST',
    path: '/api/v1/marks/quotes',
    tag,
    access: STAFF,
    summary: 'Record several quotations of one mail, such as the rows of a price list',
    body: NewQuotes,
    reply: Type.Object({ items: Type.Array(Mark) }),
  }),
  updateMark: route({
    method: 'PATCH',
    path: '/api/v1/marks/:id',
    tag,
    access: STAFF,
    summary: 'Close a mark (kept, withdrawn), open it again, or give it another day',
    params: IdParams,
    body: MarkPatch,
    reply: Mark,
  }),
  listQuoteConflicts: route({
    method: 'GET',
    path: '/api/v1/quote-conflicts',
    tag,
    access: 'signed-in',
    summary:
      'Different quotations of two people to one customer for one product: one’s own, and of people one leads',
    query: Type.Object({ ...PageQuery, state: Type.Optional(Type.Enum(QUOTE_CONFLICT_STATES)) }),
    reply: Page(QuoteConflict),
  }),
  settleQuoteConflict: route({
    method: 'POST',
    path: '/api/v1/quote-conflicts/:id/settle',
    tag,
    access: LEADERS,
    summary: 'Say which price stands; both are told',
    params: IdParams,
    body: Body({ note: Type.String({ minLength: 1, maxLength: 1000 }) }),
    reply: QuoteConflict,
  }),
};
