import Type from 'typebox';
import { Body, Country, EmailAddress, Grade, Id, Nullable, Timestamp } from './common.ts';

export const CustomerSummary = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  grade: Nullable(Grade),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  /** Newest mail on the timeline, either direction. */
  lastMailAt: Nullable(Timestamp),
  lastDirection: Nullable(Type.String()),
});
export type CustomerSummary = Type.Static<typeof CustomerSummary>;

export const CHANNEL_KINDS = [
  'phone',
  'mobile',
  'fax',
  'whatsapp',
  'wechat',
  'line',
  'telegram',
  'viber',
  'skype',
  'linkedin',
  'facebook',
  'instagram',
  'x',
  'qq',
  'other',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** A number or a social id of a contact. */
export const Channel = Body({
  kind: Type.Enum(CHANNEL_KINDS),
  value: Type.String({ minLength: 1, maxLength: 200 }),
});
export type Channel = Type.Static<typeof Channel>;

export const Contact = Type.Object({
  id: Id,
  customerId: Id,
  name: Nullable(Type.String()),
  title: Nullable(Type.String()),
  channels: Type.Array(Channel),
  addresses: Type.Array(Type.String()),
});
export type Contact = Type.Static<typeof Contact>;

export const Customer = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  grade: Nullable(Grade),
  website: Nullable(Type.String()),
  source: Nullable(Type.String()),
  note: Nullable(Type.String()),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  domains: Type.Array(Type.String()),
  contacts: Type.Array(Contact),
  /** Filing the past again for this customer, while it runs. */
  refiling: Type.Boolean(),
  /** Whether the asker may change the record, its contacts included. */
  mayChange: Type.Boolean(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Customer = Type.Static<typeof Customer>;

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));

export const CustomerFields = {
  country: Type.Optional(Nullable(Country)),
  grade: Type.Optional(Nullable(Grade)),
  website: text(500),
  source: text(200),
  note: text(10_000),
  ownerId: Type.Optional(Nullable(Id)),
};

export const ContactInput = Body({
  name: text(300),
  title: text(200),
  channels: Type.Optional(Type.Array(Channel, { maxItems: 50 })),
  addresses: Type.Optional(Type.Array(EmailAddress, { maxItems: 50 })),
});
export type ContactInput = Type.Static<typeof ContactInput>;

export const NewCustomer = Body({
  name: Type.String({ minLength: 1, maxLength: 300 }),
  ...CustomerFields,
  domains: Type.Optional(Type.Array(Type.String({ minLength: 3, maxLength: 253 }), { maxItems: 50 })),
  contacts: Type.Optional(Type.Array(ContactInput, { maxItems: 100 })),
});
export type NewCustomer = Type.Static<typeof NewCustomer>;

export const CustomerPatch = Body({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  ...CustomerFields,
  domains: Type.Optional(Type.Array(Type.String({ minLength: 3, maxLength: 253 }), { maxItems: 50 })),
});
export type CustomerPatch = Type.Static<typeof CustomerPatch>;

/**
 * What can be wrong with a customer's particulars, told apart. The web app and the command line have words
 * for each; a refused write bears it as `details.fault` beside the sentence.
 */
export const CUSTOMER_FAULT_CODES = [
  'name-missing',
  'name-too-long',
  'name-known',
  'not-a-country',
  'not-a-grade',
  'not-an-address',
  'not-a-domain',
  'platform-address',
  'shared-domain',
  'own-address',
  'own-domain',
  'of-customer',
  'of-colleague',
  'seen-elsewhere',
  'unknown-owner',
  'owner-not-allowed',
  'same-as-line',
  'other',
] as const;
export type CustomerFaultCode = (typeof CUSTOMER_FAULT_CODES)[number];

export const CustomerFault = Type.Object({
  code: Type.Enum(CUSTOMER_FAULT_CODES),
  /** What it is about: the address, the domain, the text of a cell; with 'other' a sentence. */
  value: Nullable(Type.String()),
  /** With 'same-as-line'. */
  line: Nullable(Type.Integer()),
  /** With 'of-customer': who has it. */
  customerName: Nullable(Type.String()),
});
export type CustomerFault = Type.Static<typeof CustomerFault>;

/** One line of a CSV file: what became of it, and why. Lines are counted as in the file, the header is 1. */
export const ImportRow = Type.Object({
  line: Type.Integer(),
  outcome: Type.Union([Type.Literal('created'), Type.Literal('duplicate'), Type.Literal('invalid')]),
  name: Nullable(Type.String()),
  customerId: Nullable(Id),
  reason: Nullable(CustomerFault),
});
export const ImportResult = Type.Object({
  dryRun: Type.Boolean(),
  created: Type.Integer(),
  duplicates: Type.Integer(),
  invalid: Type.Integer(),
  rows: Type.Array(ImportRow),
});
export type ImportResult = Type.Static<typeof ImportResult>;

/** Why a customer is suggested: the same company domain, the same conversation, a similar name. */
export const SUGGESTION_REASONS = ['domain', 'thread', 'name'] as const;

export const UnfiledSender = Type.Object({
  address: Type.String(),
  name: Nullable(Type.String()),
  messages: Type.Integer(),
  lastAt: Timestamp,
  lastSubject: Type.String(),
  /** Existing customers it may belong to, best first. */
  suggestions: Type.Array(
    Type.Object({ customerId: Id, customerName: Type.String(), reason: Type.Enum(SUGGESTION_REASONS) }),
  ),
  /** For the one-click form: a name made from the domain or the display name. */
  proposedName: Type.String(),
  /** Anyone may have an address in its domain, which therefore names no company. */
  freemail: Type.Boolean(),
});
export type UnfiledSender = Type.Static<typeof UnfiledSender>;
