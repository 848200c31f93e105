/** Inquiries that a B2B platform hands on by mail. */
import Type from 'typebox';
import { Body, Country, EmailAddress, Id, Nullable, Timestamp } from './common.ts';
import { INQUIRY_FIELDS } from '../values/inquiry.ts';

export const PLATFORMS = ['alibaba', 'made-in-china', 'global-sources', 'hktdc'] as const;
export type Platform = (typeof PLATFORMS)[number];
export const INQUIRY_STATES = ['waiting', 'queued', 'past', 'filed', 'dismissed'] as const;
export type InquiryState = (typeof INQUIRY_STATES)[number];
/** What the receiving server says of who sent it (Authentication-Results). */
export const INQUIRY_SENDERS = ['verified', 'unverified', 'forged', 'lookalike'] as const;
/** Why a person is to look at it. */
export const INQUIRY_DOUBTS = [
  'low-confidence',
  'forged',
  'lookalike',
  'seen-elsewhere',
  'no-buyer',
] as const;

export const Inquiry = Type.Object({
  id: Id,
  messageId: Id,
  platform: Type.Enum(PLATFORMS),
  state: Type.Enum(INQUIRY_STATES),
  subject: Type.String(),
  receivedAt: Timestamp,
  confidence: Type.Number(),
  sender: Type.Enum(INQUIRY_SENDERS),
  fromAddress: Nullable(Type.String()),
  doubt: Nullable(Type.Enum(INQUIRY_DOUBTS)),
  buyerName: Nullable(Type.String()),
  company: Nullable(Type.String()),
  country: Nullable(Country),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  website: Nullable(Type.String()),
  businessType: Nullable(Type.String()),
  product: Nullable(Type.String()),
  quantity: Nullable(Type.String()),
  /** Where a reply goes by way of the platform; no address of the buyer. */
  relayAddress: Nullable(Type.String()),
  /** Null also where the caller may not see that customer. */
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  madeCustomer: Type.Boolean(),
  decidedByName: Nullable(Type.String()),
  decidedAt: Nullable(Timestamp),
  reason: Nullable(Type.String()),
});
export type Inquiry = Type.Static<typeof Inquiry>;

export const InquiryDetail = Type.Object({
  ...Inquiry.properties,
  /** What the mail says, label by label, as it was found; `field` is null where the label is not known. */
  pairs: Type.Array(
    Type.Object({ label: Type.String(), value: Type.String(), field: Nullable(Type.Enum(INQUIRY_FIELDS)) }),
  ),
});
export type InquiryDetail = Type.Static<typeof InquiryDetail>;

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));
/** A person's reading of the mail. */
export const InquiryCompletion = Body({
  /** Of an existing customer; else a new one is made. */
  customerId: Type.Optional(Id),
  buyerName: text(300),
  company: text(300),
  country: Type.Optional(Nullable(Country)),
  email: Type.Optional(Nullable(EmailAddress)),
  phone: text(100),
  website: text(500),
  businessType: text(200),
  product: text(500),
  quantity: text(200),
});
export type InquiryCompletion = Type.Static<typeof InquiryCompletion>;

export const InquiryLabel = Type.Object({
  label: Type.String(),
  field: Type.Enum(INQUIRY_FIELDS),
  createdByName: Nullable(Type.String()),
  createdAt: Timestamp,
});
export type InquiryLabel = Type.Static<typeof InquiryLabel>;
