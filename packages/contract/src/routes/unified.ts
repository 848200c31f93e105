/** The unified mailbox: cards, market information, forms. */
import Type from 'typebox';
import { Body, Id, IdParams, Nothing, Page, PageQuery } from '../resources/common.ts';
import {
  UnifiedItem,
  UnifiedItemDetail,
  UnifiedMailbox,
  UnifiedReportRow,
  UnifiedTrustPatch,
} from '../resources/unified.ts';
import { ADMINS, LEADERS, route, STAFF } from './route.ts';
import { UNIFIED_TAGS } from '../values/unified.ts';

const tag = 'unified mailbox';
const Day = Type.String({ format: 'date' });
/** Both days belong to the period, in the asker's time zone. */
const Period = Type.Object({ from: Day, to: Day });

export const unifiedRoutes = {
  listUnifiedItems: route({
    method: 'GET',
    path: '/api/v1/unified/items',
    tag,
    access: 'signed-in',
    summary: 'What was sent to the unified mailbox, newest first',
    query: Type.Object({
      ...PageQuery,
      /** all: every mail there. problems: refused, unverified, not readable. */
      show: Type.Optional(Type.Enum(['all', 'cards', 'market-information', 'forwarded', 'problems'])),
      /** Words of market information. */
      search: Type.Optional(Type.String({ maxLength: 200 })),
      itemTag: Type.Optional(Type.Enum(UNIFIED_TAGS)),
      authorId: Type.Optional(Id),
      customerId: Type.Optional(Id),
      competitorId: Type.Optional(Id),
    }),
    reply: Page(UnifiedItem),
  }),
  getUnifiedItem: route({
    method: 'GET',
    path: '/api/v1/unified/items/:id',
    tag,
    access: 'signed-in',
    summary: 'One item with its text',
    params: IdParams,
    reply: UnifiedItemDetail,
  }),
  tagUnifiedItem: route({
    method: 'PATCH',
    path: '/api/v1/unified/items/:id',
    tag,
    access: STAFF,
    summary: 'Say what an item is of use for',
    params: IdParams,
    body: Body({ tags: Type.Array(Type.Enum(UNIFIED_TAGS), { maxItems: 10, uniqueItems: true }) }),
    reply: UnifiedItemDetail,
  }),
  retryUnifiedItem: route({
    method: 'POST',
    path: '/api/v1/unified/items/:id/retry',
    tag,
    access: LEADERS,
    summary: 'Read an item again that changed nothing',
    params: IdParams,
    reply: UnifiedItemDetail,
  }),
  linkUnifiedItem: route({
    method: 'POST',
    path: '/api/v1/unified/items/:id/links',
    tag,
    access: STAFF,
    summary: 'Link an item to a customer or a competitor, or confirm a link that was proposed',
    params: IdParams,
    /** One of the two. */
    body: Type.Object(
      { customerId: Type.Optional(Id), competitorId: Type.Optional(Id) },
      { additionalProperties: false, minProperties: 1, maxProperties: 1 },
    ),
    reply: UnifiedItemDetail,
  }),
  unlinkUnifiedItem: route({
    method: 'DELETE',
    path: '/api/v1/unified/links/:id',
    tag,
    access: STAFF,
    summary: 'Take a link away; it is not made again',
    params: IdParams,
    reply: Nothing,
  }),
  listUnifiedMailboxes: route({
    method: 'GET',
    path: '/api/v1/unified/mailboxes',
    tag,
    access: 'signed-in',
    summary: 'Where cards are sent to; for administrators also whose word on a sender is believed',
    reply: Type.Object({ items: Type.Array(UnifiedMailbox) }),
  }),
  updateUnifiedTrust: route({
    method: 'PATCH',
    path: '/api/v1/unified/mailboxes/:id',
    tag,
    access: ADMINS,
    session: true,
    summary: 'Say whose word on a sender is believed',
    params: IdParams,
    body: UnifiedTrustPatch,
    reply: UnifiedMailbox,
  }),
  getUnifiedReport: route({
    method: 'GET',
    path: '/api/v1/unified/report',
    tag,
    access: STAFF,
    summary: 'Cards and contacts filed, by person, in a period',
    query: Period,
    reply: Type.Object({ items: Type.Array(UnifiedReportRow) }),
  }),
  exportUnifiedReport: route({
    method: 'GET',
    path: '/api/v1/unified/report/export',
    tag,
    access: LEADERS,
    summary: 'The report, or the cards that it counts, as CSV; in the audit log',
    query: Type.Object({ ...Period.properties, rows: Type.Optional(Type.Enum(['people', 'items'])) }),
    produces: 'text/csv',
  }),
  getUnifiedForm: route({
    method: 'GET',
    path: '/api/v1/unified/forms/:card/:format',
    tag,
    access: 'signed-in',
    summary: 'An empty card to fill in and send',
    params: Type.Object({
      card: Type.Enum(['customer', 'contact']),
      format: Type.Enum(['xlsx', 'docx']),
    }),
    query: Type.Object({ lang: Type.Optional(Type.Enum(['en', 'zh-CN'])) }),
    produces: 'application/octet-stream',
  }),
};
