/** What a list of customers can hold, and what becomes of its lines. */
import { CHANNEL_KINDS } from './contact.ts';

/** What a column can be of the customer. */
export const IMPORT_CUSTOMER_FIELDS = [
  'name',
  'localName',
  'country',
  'region',
  'city',
  'address',
  'website',
  'domain',
  'grade',
  'stage',
  'source',
  'businessType',
  'scale',
  'productsOfInterest',
  'productsInUse',
  'evaluation',
  'tags',
  'note',
  'owner',
] as const;

/** What it can be of a contact; the second contact of a line has `email:2`. */
export const IMPORT_CONTACT_FIELDS = [
  'contact',
  'contactLocalName',
  'title',
  'department',
  'email',
  ...CHANNEL_KINDS,
  'birthday',
  'contactNote',
] as const;

export const IMPORT_FIELDS = [...IMPORT_CUSTOMER_FIELDS, ...IMPORT_CONTACT_FIELDS] as const;
export type ImportCustomerField = (typeof IMPORT_CUSTOMER_FIELDS)[number];
export type ImportContactField = (typeof IMPORT_CONTACT_FIELDS)[number];
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Contacts that one line can have. */
export const MOST_CONTACTS_OF_LINE = 5;

export const IMPORT_OUTCOMES = ['created', 'filled', 'contact-added', 'duplicate', 'invalid'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];
