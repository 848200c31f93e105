/** Mass mail (群发单显): one text to many, each as a letter of his own, and who wants none. */
import Type from 'typebox';
import { Body, EmailAddress, Id, Nullable, Timestamp } from './common.ts';
import { CustomerFilter } from './customer-list.ts';
import { ApprovalReason } from './approval-rules.ts';
import { FieldValues, TEMPLATE_KINDS } from './letter-template.ts';
import { MASS_MAIL_LIMITS } from '../values/mass-mail.ts';

/**
 * draft → (waiting-approval →) sending ⇄ paused → done. stopped: by itself, see `stopReason`; `resume` lets it go on.
 * cancelled: what was sent is sent, nobody else gets it.
 */
export const MASS_MAIL_STATES = [
  'draft',
  'waiting-approval',
  'sending',
  'paused',
  'stopped',
  'cancelled',
  'done',
] as const;
export type MassMailState = (typeof MASS_MAIL_STATES)[number];

/** Why somebody of the selection gets nothing. */
export const LEFT_OUT_REASONS = [
  'no-contact',
  'invalid',
  'unsubscribed',
  'open-complaint',
  'mailed-lately',
  'never-archive',
  'internal',
  'not-yours',
  'missing-fields',
  'by-hand',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** bounces: too many came back. sender: who sends it may not any more. account: it cannot send any more. */
export const STOP_REASONS = ['bounces', 'sender', 'account'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export const MassMailSelection = Type.Union([
  Body({ customerIds: Type.Array(Id, { minItems: 1, maxItems: 5_000 }) }),
  Body({ filter: CustomerFilter }),
]);
export type MassMailSelection = Type.Static<typeof MassMailSelection>;

const content = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  kind: Type.Enum(TEMPLATE_KINDS),
  /** Of the text, and of the page on which a reader ends it. */
  language: Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$' }),
  subject: Type.String({ maxLength: 500 }),
  /** With fields such as {{contact.name}}. */
  html: Type.String({ maxLength: 100_000 }),
  /** Values given for everybody; they outrank the records. */
  values: FieldValues,
  accountId: Nullable(Id),
  templateId: Nullable(Id),
  selection: MassMailSelection,
  /** One person of each customer, or all of them. */
  whom: Type.Enum(['main', 'everyone'] as const),
  /** Who got a mass mail within so many days is left out; 0: nobody for that reason. */
  quietDays: Type.Integer({ minimum: 0, maximum: 365 }),
  /** Only between 8 and 18 o'clock where the customer is. */
  byDay: Type.Boolean(),
};

export const MassMailCounts = Type.Object({
  waiting: Type.Integer(),
  leftOut: Type.Integer(),
  /** Letters made, whatever became of them. */
  made: Type.Integer(),
  sent: Type.Integer(),
  failed: Type.Integer(),
  unknown: Type.Integer(),
  bounced: Type.Integer(),
  unsubscribed: Type.Integer(),
  replied: Type.Integer(),
});
export type MassMailCounts = Type.Static<typeof MassMailCounts>;

export const MassMailLine = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum(TEMPLATE_KINDS),
  state: Type.Enum(MASS_MAIL_STATES),
  stopReason: Nullable(Type.Enum(STOP_REASONS)),
  ownerId: Id,
  ownerName: Type.String(),
  subject: Type.String(),
  counts: MassMailCounts,
  createdAt: Timestamp,
  startedAt: Nullable(Timestamp),
  endedAt: Nullable(Timestamp),
});
export type MassMailLine = Type.Static<typeof MassMailLine>;

export const MassMail = Type.Object({
  ...MassMailLine.properties,
  version: Type.Integer(),
  language: Type.String(),
  html: Type.String(),
  values: Type.Record(Type.String(), Type.String()),
  /** Fields of the text that no value is given for here and no record holds for everybody. */
  fields: Type.Array(Type.String()),
  accountId: Nullable(Id),
  from: Nullable(Type.String()),
  templateId: Nullable(Id),
  selection: MassMailSelection,
  whom: Type.Enum(['main', 'everyone'] as const),
  quietDays: Type.Integer(),
  byDay: Type.Boolean(),
  /** When its recipients were worked out; null: not yet, or the selection was changed since. */
  settledAt: Nullable(Timestamp),
  /** Left out, by reason. */
  leftOut: Type.Array(Type.Object({ reason: Type.Enum(LEFT_OUT_REASONS), count: Type.Integer() })),
  pace: Nullable(
    Type.Object({
      perMinute: Type.Integer(),
      perDay: Type.Integer(),
      /** Made today by this account, of all its mass mail. */
      madeToday: Type.Integer(),
    }),
  ),
  approval: Nullable(
    Type.Object({
      reasons: Type.Array(ApprovalReason),
      askedAt: Timestamp,
      decision: Nullable(Type.Enum(['approved', 'returned'] as const)),
      decidedAt: Nullable(Timestamp),
      decidedByName: Nullable(Type.String()),
      note: Nullable(Type.String()),
    }),
  ),
  /** The asker sends it himself: he may change, start, pause and end it. */
  mine: Type.Boolean(),
  /** The asker leads who sends it, and it waits for him. */
  mayDecide: Type.Boolean(),
});
export type MassMail = Type.Static<typeof MassMail>;

export const NewMassMail = Body({
  name: content.name,
  kind: Type.Optional(content.kind),
  language: Type.Optional(content.language),
  /** Its kind, language, subject and text. */
  templateId: Type.Optional(content.templateId),
  selection: content.selection,
});
export type NewMassMail = Type.Static<typeof NewMassMail>;

export const MassMailPatch = Body({
  version: Type.Integer({ minimum: 1 }),
  ...(Object.fromEntries(Object.entries(content).map(([name, schema]) => [name, Type.Optional(schema)])) as {
    [K in keyof typeof content]: Type.TOptional<(typeof content)[K]>;
  }),
});
export type MassMailPatch = Type.Static<typeof MassMailPatch>;

export const MASS_MAIL_RECIPIENT_STATES = ['waiting', 'left-out', 'made'] as const;
export const MassMailRecipient = Type.Object({
  id: Id,
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  contactId: Nullable(Id),
  name: Nullable(Type.String()),
  address: Nullable(Type.String()),
  state: Type.Enum(MASS_MAIL_RECIPIENT_STATES),
  leftOut: Nullable(Type.Enum(LEFT_OUT_REASONS)),
  letterId: Nullable(Id),
  /** One of LETTER_STATES. */
  letterState: Nullable(Type.String()),
  messageId: Nullable(Id),
  sentAt: Nullable(Timestamp),
  bouncedAt: Nullable(Timestamp),
  repliedAt: Nullable(Timestamp),
  unsubscribedAt: Nullable(Timestamp),
});
export type MassMailRecipient = Type.Static<typeof MassMailRecipient>;

/** One recipient's mail as it would be, or was, sent. */
export const MassMailPreview = Type.Object({
  to: Nullable(Type.String()),
  subject: Type.String(),
  html: Type.String(),
  /** Fields that nobody knows for him: he is left out. */
  missing: Type.Array(Type.String()),
});
export type MassMailPreview = Type.Static<typeof MassMailPreview>;

/** What keeps it from being started. */
export const MASS_MAIL_OBSTACLES = [
  'no-account',
  'account-cannot-send',
  'no-subject',
  'no-text',
  'not-settled',
  'no-recipient',
] as const;

export const MassMailPace = Body({
  perMinute: Type.Integer({ minimum: 1, maximum: MASS_MAIL_LIMITS.perMinute }),
  perDay: Type.Integer({ minimum: 1, maximum: MASS_MAIL_LIMITS.perDay }),
});
export type MassMailPace = Type.Static<typeof MassMailPace>;

export const Unsubscribed = Type.Object({
  address: Type.String(),
  at: Timestamp,
  way: Type.Enum(['page', 'one-click', 'person'] as const),
  /** What he had got; null: said to a person, or it is gone. */
  massMailName: Nullable(Type.String()),
  byName: Nullable(Type.String()),
  note: Nullable(Type.String()),
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
});
export type Unsubscribed = Type.Static<typeof Unsubscribed>;
export const NewUnsubscribed = Body({
  address: EmailAddress,
  note: Type.Optional(Nullable(Type.String({ maxLength: 500 }))),
});
export type NewUnsubscribed = Type.Static<typeof NewUnsubscribed>;
