/** The people of a customer, and where they are reached. */
import Type from 'typebox';
import { Body, EmailAddress, Id, Nullable, Timestamp } from './common.ts';
import { CHANNEL_KINDS } from '../values/contact.ts';

/** How somebody likes to be reached. */
export const PREFERRED_CHANNELS = ['email', ...CHANNEL_KINDS] as const;
export const PreferredChannel = Type.Enum(PREFERRED_CHANNELS);
export type PreferredChannel = Type.Static<typeof PreferredChannel>;

/** A number or a social id of a contact. */
export const Channel = Body({
  kind: Type.Enum(CHANNEL_KINDS),
  value: Type.String({ minLength: 1, maxLength: 200 }),
});
export type Channel = Type.Static<typeof Channel>;

/** A calendar day, `YYYY-MM-DD`. */
export const Day = Type.String({ format: 'date' });

export const Contact = Type.Object({
  id: Id,
  customerId: Id,
  name: Nullable(Type.String()),
  /** In the contact's own language. */
  localName: Nullable(Type.String()),
  title: Nullable(Type.String()),
  department: Nullable(Type.String()),
  isMain: Type.Boolean(),
  /** Those that are valid. */
  channels: Type.Array(Channel),
  addresses: Type.Array(Type.String()),
  /** No longer valid: kept for the history, matched no more. */
  invalidChannels: Type.Array(Channel),
  invalidAddresses: Type.Array(Type.String()),
  preferredChannel: Nullable(PreferredChannel),
  /** 1: hardly known, 5: a friend. */
  relationshipLevel: Nullable(Type.Integer()),
  note: Nullable(Type.String()),
  /** The private fields below are left out, for who may not change the customer. */
  restricted: Type.Boolean(),
  birthday: Type.Optional(Nullable(Type.String())),
  family: Type.Optional(Nullable(Type.String())),
  hobbies: Type.Optional(Nullable(Type.String())),
  invalidAt: Nullable(Timestamp),
  invalidReason: Nullable(Type.String()),
});
export type Contact = Type.Static<typeof Contact>;

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));

/** `channels` and `addresses` are the whole lists of the valid ones; naming an invalid one makes it valid again. */
export const ContactInput = Body({
  name: text(300),
  localName: text(300),
  title: text(200),
  department: text(200),
  isMain: Type.Optional(Type.Boolean()),
  channels: Type.Optional(Type.Array(Channel, { maxItems: 50 })),
  addresses: Type.Optional(Type.Array(EmailAddress, { maxItems: 50 })),
  preferredChannel: Type.Optional(Nullable(PreferredChannel)),
  relationshipLevel: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 5 }))),
  note: text(5_000),
  birthday: Type.Optional(Nullable(Day)),
  family: text(2_000),
  hobbies: text(2_000),
});
export type ContactInput = Type.Static<typeof ContactInput>;

/** Of the whole contact, or of one of its addresses or channels. */
export const Validity = Body({
  valid: Type.Boolean(),
  address: Type.Optional(EmailAddress),
  channel: Type.Optional(Channel),
  /** Why it is no longer valid: has left the company. Only for the whole contact. */
  reason: text(500),
});
export type Validity = Type.Static<typeof Validity>;
