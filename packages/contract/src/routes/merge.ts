/** Merging customers and contacts. */
import Type from 'typebox';
import { Body, Id, IdParams, Nothing, Page, PageQuery } from '../resources/common.ts';
import {
  ContactMergeInput,
  ContactMergePreview,
  CustomerMergeInput,
  DuplicatePair,
  Merge,
  MergePreview,
} from '../resources/merge.ts';
import { route, STAFF } from './route.ts';

const tag = 'merging';
const SourceQuery = Type.Object({ sourceId: Id });

export const mergeRoutes = {
  previewCustomerMerge: route({
    method: 'GET',
    path: '/api/v1/customers/:id/merge-preview',
    tag,
    access: STAFF,
    summary: 'What is on either side of a merge, and which value of each field would win',
    params: IdParams,
    query: SourceQuery,
    reply: MergePreview,
  }),
  mergeCustomers: route({
    method: 'POST',
    path: '/api/v1/customers/:id/merge',
    tag,
    access: STAFF,
    summary: 'Merge another customer into this one; can be undone for 30 days',
    params: IdParams,
    body: CustomerMergeInput,
    reply: Merge,
  }),
  previewContactMerge: route({
    method: 'GET',
    path: '/api/v1/contacts/:id/merge-preview',
    tag,
    access: STAFF,
    summary: 'Two contacts of one customer, and which value of each field would win',
    params: IdParams,
    query: SourceQuery,
    reply: ContactMergePreview,
  }),
  mergeContacts: route({
    method: 'POST',
    path: '/api/v1/contacts/:id/merge',
    tag,
    access: STAFF,
    summary: 'Merge another contact of the same customer into this one; can be undone for 30 days',
    params: IdParams,
    body: ContactMergeInput,
    reply: Merge,
  }),
  listMerges: route({
    method: 'GET',
    path: '/api/v1/customers/:id/merges',
    tag,
    access: 'signed-in',
    summary: 'What was merged into a customer, the undone too, newest first',
    params: IdParams,
    query: Type.Object(PageQuery),
    reply: Page(Merge),
  }),
  undoMerge: route({
    method: 'POST',
    path: '/api/v1/merges/:id/undo',
    tag,
    access: STAFF,
    summary: 'Bring back what was merged, with all that came from it',
    params: IdParams,
    reply: Merge,
  }),
  listDuplicates: route({
    method: 'GET',
    path: '/api/v1/duplicates',
    tag,
    access: STAFF,
    summary:
      'Pairs of customers that may be one, the newest records first; a page may be empty and yet not the last',
    query: Type.Object({ ...PageQuery, customerId: Type.Optional(Id) }),
    reply: Page(DuplicatePair),
  }),
  markDistinct: route({
    method: 'POST',
    path: '/api/v1/duplicates/distinct',
    tag,
    access: STAFF,
    summary: 'These are two customers: do not propose them again',
    body: Body({ customerId: Id, otherId: Id }),
    reply: Nothing,
  }),
};
