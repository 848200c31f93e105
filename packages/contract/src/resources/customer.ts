import Type from 'typebox';
import { LocalZones } from './calendar.ts';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';
import { Contact, ContactInput, PreferredChannel } from './contact.ts';
import { Collaborator, Completeness, RelationshipType, Stage, Supplier } from './record.ts';

export * from './contact.ts';

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

export const Customer = Type.Object({
  id: Id,
  name: Type.String(),
  /** In the customer's own language. */
  localName: Nullable(Type.String()),
  /** Before they were changed, and of records that were merged into it; it is found by them. */
  formerNames: Type.Array(Type.String()),
  country: Nullable(Country),
  region: Nullable(Type.String()),
  city: Nullable(Type.String()),
  address: Nullable(Type.String()),
  /** IANA; as it was set. */
  timeZone: Nullable(Type.String()),
  localZones: LocalZones,
  /** BCP 47. */
  language: Nullable(Type.String()),
  grade: Nullable(Grade),
  /** Grade A, and no manager has looked at it since: where the company demands that. */
  awaitingReview: Type.Boolean(),
  stage: Stage,
  relationshipType: Nullable(RelationshipType),
  keyAccount: Type.Boolean(),
  website: Nullable(Type.String()),
  source: Nullable(Type.String()),
  batchId: Nullable(Id),
  batchName: Nullable(Type.String()),
  /** Keys of the company's lists. */
  businessType: Nullable(Type.String()),
  scale: Nullable(Type.String()),
  productsOfInterest: Type.Array(Type.String()),
  productsInUse: Type.Array(Type.String()),
  /** How and where they are used. */
  usageNote: Nullable(Type.String()),
  /** What the customer says of our products. */
  evaluation: Nullable(Type.String()),
  preferredChannel: Nullable(PreferredChannel),
  tags: Type.Array(Type.String()),
  /** By key of the company's own fields. */
  custom: Type.Record(Type.String(), Type.Unknown()),
  note: Nullable(Type.String()),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  domains: Type.Array(Type.String()),
  contacts: Type.Array(Contact),
  suppliers: Type.Array(Supplier),
  collaborators: Type.Array(Collaborator),
  completeness: Completeness,
  /** A calendar day of the company's; null for who has no salesperson. */
  nextContactOn: Nullable(Type.String()),
  /** Set by a person: it holds until there was a contact on that day or later. */
  nextContactManual: Type.Boolean(),
  lastContactAt: Nullable(Timestamp),
  verifiedAt: Nullable(Timestamp),
  verifiedByName: Nullable(Type.String()),
  reviewedAt: Nullable(Timestamp),
  reviewedByName: Nullable(Type.String()),
  createdByName: Nullable(Type.String()),
  /** Filing the past again for this customer, while it runs. */
  refiling: Type.Boolean(),
  /** Whether the asker may change the record, its contacts included. */
  mayChange: Type.Boolean(),
  /** Whether it is the asker's, or of someone whom he leads: he may merge it, release it, take it off the lists. */
  mayEnd: Type.Boolean(),
  /** Since then it is on no list; the record stays, and mail is filed to it as before. */
  archivedAt: Nullable(Timestamp),
  /** It was merged: the record lives on in this one. */
  mergedIntoId: Nullable(Id),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Customer = Type.Static<typeof Customer>;

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));

const words = Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 }));

export const CustomerFields = {
  localName: text(300),
  country: Type.Optional(Nullable(Country)),
  region: text(200),
  city: text(200),
  address: text(1_000),
  /** Left out with a country of one time zone: that one. */
  timeZone: text(100),
  language: Type.Optional(
    Nullable(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })),
  ),
  grade: Type.Optional(Nullable(Grade)),
  stage: Type.Optional(Stage),
  relationshipType: Type.Optional(Nullable(RelationshipType)),
  keyAccount: Type.Optional(Type.Boolean()),
  website: text(500),
  source: text(200),
  batchId: Type.Optional(Nullable(Id)),
  /** A key of the company's list, or its name in English or Chinese. */
  businessType: text(100),
  scale: text(100),
  productsOfInterest: words,
  productsInUse: words,
  usageNote: text(5_000),
  evaluation: text(5_000),
  preferredChannel: Type.Optional(Nullable(PreferredChannel)),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 50 })),
  /** By key; null takes a value away, a key that is left out stays as it is. */
  custom: Type.Optional(
    Type.Record(
      Type.String({ maxLength: 40 }),
      Type.Union([Type.String({ maxLength: 5_000 }), Type.Number(), Type.Boolean(), Type.Null()]),
      { maxProperties: 200 },
    ),
  ),
  note: text(10_000),
  ownerId: Type.Optional(Nullable(Id)),
};

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
  /** Why grade, stage, relationship, key account or owner change: into their history. */
  reason: text(500),
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
  'never-archived',
  'unknown-owner',
  'owner-not-allowed',
  'not-in-list',
  'unknown-field',
  'bad-value',
  'not-a-time-zone',
  'sends-own-mail',
  'unknown-batch',
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
