/** Filters, saved segments, bulk changes, duplicates, export. */
import Type from 'typebox';
import { Body, IdParams, Nothing, Nullable, Page, PageQuery } from '../resources/common.ts';
import {
  BulkInput,
  CustomerFilter,
  Duplicate,
  DuplicateDraft,
  Found,
  ListedCustomer,
  ListOrderQuery,
  ListTotal,
  Segment,
  SegmentInput,
  SegmentPatch,
} from '../resources/customer-list.ts';
import { Job } from '../resources/message.ts';
import { ADMINS, route, STAFF } from './route.ts';

const tag = 'customers';
const segments = 'segments';

export const customerListRoutes = {
  listCustomers: route({
    method: 'GET',
    path: '/api/v1/customers',
    tag,
    access: 'signed-in',
    summary: 'Customers one may see, by any filter in any order; the first page says how many there are',
    query: Type.Object({ ...PageQuery, ...CustomerFilter.properties, ...ListOrderQuery }),
    reply: Type.Object({ ...Page(ListedCustomer).properties, total: Nullable(ListTotal) }),
  }),
  findCustomerDuplicates: route({
    method: 'POST',
    path: '/api/v1/customers/duplicates',
    tag,
    access: STAFF,
    summary: 'Customers that a draft may already be, strongest first; changes nothing',
    body: DuplicateDraft,
    reply: Type.Object({ items: Type.Array(Duplicate) }),
  }),
  exportCustomers: route({
    method: 'GET',
    path: '/api/v1/customers/export',
    tag,
    access: STAFF,
    summary: 'The filtered list as a file; in the audit log',
    query: Type.Object({
      ...CustomerFilter.properties,
      format: Type.Enum(['csv', 'xlsx']),
      /** Of the headings. */
      language: Type.Optional(Type.Enum(['en', 'zh-CN'])),
    }),
    produces: 'application/octet-stream',
  }),
  getExportRule: route({
    method: 'GET',
    path: '/api/v1/customers/export-rule',
    tag,
    access: 'signed-in',
    summary: 'Whether salespeople may export their own customers',
    reply: Type.Object({ salespeople: Type.Boolean() }),
  }),
  setExportRule: route({
    method: 'PATCH',
    path: '/api/v1/customers/export-rule',
    tag,
    access: ADMINS,
    session: true,
    summary: 'Let salespeople export their own customers, or not',
    body: Body({ salespeople: Type.Boolean() }),
    reply: Type.Object({ salespeople: Type.Boolean() }),
  }),
  changeCustomers: route({
    method: 'POST',
    path: '/api/v1/customers/bulk',
    tag,
    access: STAFF,
    summary: 'One change to many customers, in the background; those one may not change stay as they are',
    body: BulkInput,
    reply: Job,
  }),
  listSegments: route({
    method: 'GET',
    path: '/api/v1/customer-segments',
    tag: segments,
    access: 'signed-in',
    summary: 'Saved segments: own and shared ones',
    reply: Type.Object({ items: Type.Array(Segment) }),
  }),
  createSegment: route({
    method: 'POST',
    path: '/api/v1/customer-segments',
    tag: segments,
    access: 'signed-in',
    summary: 'Save a filter under a name',
    body: SegmentInput,
    reply: Segment,
  }),
  updateSegment: route({
    method: 'PATCH',
    path: '/api/v1/customer-segments/:id',
    tag: segments,
    access: 'signed-in',
    summary: 'Change an own segment',
    params: IdParams,
    body: SegmentPatch,
    reply: Segment,
  }),
  removeSegment: route({
    method: 'DELETE',
    path: '/api/v1/customer-segments/:id',
    tag: segments,
    access: 'signed-in',
    summary: 'Remove an own segment',
    params: IdParams,
    reply: Nothing,
  }),
  findAnywhere: route({
    method: 'GET',
    path: '/api/v1/find',
    tag: 'search',
    access: 'signed-in',
    summary: 'Customers, contacts, activities and mails in one search, each by what one may see',
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
    reply: Found,
  }),
};
