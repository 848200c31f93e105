import Type from 'typebox';
import { Body, EmailAddress, Id, IdParams, Nothing, Nullable, Page, PageQuery } from '../resources/common.ts';
import {
  Contact,
  ContactInput,
  Customer,
  CustomerPatch,
  NewCustomer,
  UnfiledSender,
} from '../resources/customer.ts';
import { Direction, Job } from '../resources/message.ts';
import { MailEntry, TIMELINE_KINDS, TimelineEntry } from '../resources/timeline.ts';
import { route, STAFF } from './route.ts';

const tag = 'customers';

export const customerRoutes = {
  createCustomer: route({
    method: 'POST',
    path: '/api/v1/customers',
    tag,
    access: STAFF,
    summary: 'Make a customer; past mail is filed in the background',
    body: NewCustomer,
    reply: Customer,
  }),
  getCustomer: route({
    method: 'GET',
    path: '/api/v1/customers/:id',
    tag,
    access: 'signed-in',
    summary: 'One customer',
    params: IdParams,
    reply: Customer,
  }),
  updateCustomer: route({
    method: 'PATCH',
    path: '/api/v1/customers/:id',
    tag,
    access: STAFF,
    summary: 'Change a customer',
    params: IdParams,
    body: CustomerPatch,
    reply: Customer,
  }),
  archiveCustomer: route({
    method: 'DELETE',
    path: '/api/v1/customers/:id',
    tag,
    access: STAFF,
    summary: 'Take a customer off the lists; nothing is deleted',
    params: IdParams,
    reply: Nothing,
  }),
  restoreCustomer: route({
    method: 'POST',
    path: '/api/v1/customers/:id/restore',
    tag,
    access: STAFF,
    summary: 'Put a customer back on the lists',
    params: IdParams,
    reply: Customer,
  }),
  addContact: route({
    method: 'POST',
    path: '/api/v1/customers/:id/contacts',
    tag,
    access: STAFF,
    summary: 'Add a contact; past mail is filed in the background',
    params: IdParams,
    body: ContactInput,
    reply: Contact,
  }),
  updateContact: route({
    method: 'PATCH',
    path: '/api/v1/contacts/:id',
    tag,
    access: STAFF,
    summary: 'Change a contact or its addresses',
    params: IdParams,
    body: ContactInput,
    reply: Contact,
  }),
  removeContact: route({
    method: 'DELETE',
    path: '/api/v1/contacts/:id',
    tag,
    access: STAFF,
    summary: 'Remove a contact; filed mail stays filed',
    params: IdParams,
    reply: Nothing,
  }),
  getTimeline: route({
    method: 'GET',
    path: '/api/v1/customers/:id/timeline',
    tag,
    access: 'signed-in',
    summary: 'The timeline, newest first',
    params: IdParams,
    query: Type.Object({
      ...PageQuery,
      direction: Type.Optional(Direction),
      kind: Type.Optional(Type.Enum(TIMELINE_KINDS)),
    }),
    reply: Page(TimelineEntry),
  }),
  listUnfiledSenders: route({
    method: 'GET',
    path: '/api/v1/unfiled',
    tag: 'filing',
    access: STAFF,
    summary: 'Correspondents whose mail is on no timeline, with suggestions',
    query: Type.Object(PageQuery),
    reply: Type.Object({
      ...Page(UnfiledSender).properties,
      /** The archive holds more mail than was looked at: older unfiled mail is not in this list. */
      truncated: Type.Boolean(),
    }),
  }),
  listUnfiledMessages: route({
    method: 'GET',
    path: '/api/v1/unfiled/messages',
    tag: 'filing',
    access: STAFF,
    summary: 'Unfiled mail with one correspondent, newest first',
    query: Type.Object({ ...PageQuery, address: EmailAddress }),
    reply: Page(MailEntry),
  }),
  makeCustomerFromSender: route({
    method: 'POST',
    path: '/api/v1/unfiled/make-customer',
    tag: 'filing',
    access: STAFF,
    summary: 'One click: make a customer of an unfiled sender, or add it to one',
    body: Body({
      address: EmailAddress,
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
      customerId: Type.Optional(Id),
      /** Also take the address's company domain, so that colleagues are filed too. */
      withDomain: Type.Optional(Type.Boolean()),
      country: Type.Optional(Nullable(Type.String({ pattern: '^[A-Z]{2}$' }))),
    }),
    reply: Customer,
  }),
  listJobs: route({
    method: 'GET',
    path: '/api/v1/jobs',
    tag: 'jobs',
    access: 'signed-in',
    summary: 'Own background jobs that run or ended lately',
    reply: Type.Object({ items: Type.Array(Job) }),
  }),
};
