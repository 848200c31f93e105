import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';

export const Direction = Type.Union([
  Type.Literal('inbound'),
  Type.Literal('outbound'),
  Type.Literal('internal'),
]);

/**
 * Why a mail could not be read whole. A quarantine reason is one of these, or one that another version gave.
 */
export const QUARANTINE_CODES = [
  'too-many-parts',
  'nested-too-deep',
  'header-too-large',
  'too-many-addresses',
  'parser-error',
  'parser-timeout',
  'parser-out-of-memory',
  'parser-crash',
] as const;
export type QuarantineCode = (typeof QUARANTINE_CODES)[number];

export const Party = Type.Object({ address: Type.String(), name: Nullable(Type.String()) });
export type Party = Type.Static<typeof Party>;

/** Of a mail in a list. */
export const ListedAttachment = Type.Object({
  partPath: Type.String(),
  fileName: Nullable(Type.String()),
  contentType: Type.String(),
  size: Type.Integer(),
});

export const FILE_TEXT_STATES = ['waiting', 'read', 'part', 'unread'] as const;
/** Why a file's text, or the rest of it, is not found by the search. */
export const FILE_TEXT_REASONS = [
  'encrypted',
  'damaged',
  'too-large',
  'too-long',
  'unknown-kind',
  'no-text',
  'octets-missing',
  'reader-ended',
] as const;
export type FileTextReason = (typeof FILE_TEXT_REASONS)[number];

/** How far the search knows what stands in a file. */
export const FileText = Type.Object({
  state: Type.Enum(FILE_TEXT_STATES),
  reason: Nullable(Type.Enum(FILE_TEXT_REASONS)),
});
export type FileText = Type.Static<typeof FileText>;

export const Attachment = Type.Object({
  partPath: Type.String(),
  fileName: Nullable(Type.String()),
  contentType: Type.String(),
  size: Type.Integer(),
  inline: Type.Boolean(),
  /** Null for a picture inside the text, which is not looked at. */
  text: Nullable(FileText),
});
export type Attachment = Type.Static<typeof Attachment>;

export const Filing = Type.Object({
  id: Id,
  customerId: Id,
  customerName: Type.String(),
  rule: Type.String(),
  confidence: Type.Number(),
  evidence: Nullable(Type.String()),
  filedBy: Nullable(Type.String()),
  filedAt: Timestamp,
  undoneAt: Nullable(Timestamp),
});
export type Filing = Type.Static<typeof Filing>;

export const Place = Type.Object({
  accountId: Id,
  accountAddress: Type.String(),
  mailboxPath: Type.String(),
  uid: Type.Integer(),
  vanishedAt: Nullable(Timestamp),
});

/** Offsets in a text, UTF-16: from, and behind the last. */
export const Range = Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]);

export const Message = Type.Object({
  id: Id,
  threadId: Id,
  rfcMessageId: Nullable(Type.String()),
  subject: Type.String(),
  sentAt: Nullable(Timestamp),
  occurredAt: Timestamp,
  direction: Direction,
  automatic: Nullable(Type.String()),
  language: Nullable(Type.String()),
  from: Nullable(Party),
  replyTo: Type.Array(Party),
  /** The address of Reply-To that is not the sender's own, nor of his company: an answer goes there. */
  replyElsewhere: Nullable(Type.String()),
  /** The sender is not known, and his address is easily taken for this one: of a customer, or, with null, of our own. */
  looksLike: Nullable(
    Type.Object({
      known: Type.String(),
      customer: Nullable(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
  to: Type.Array(Party),
  cc: Type.Array(Party),
  bcc: Type.Array(Party),
  text: Type.String(),
  textTruncated: Type.Boolean(),
  /** Where in the text a search's words stand, UTF-16; empty where none was asked for. */
  found: Type.Array(Range),
  hasHtml: Type.Boolean(),
  /** True when the HTML refers to pictures elsewhere, which stay blocked until asked for. */
  hasRemoteImages: Type.Boolean(),
  headers: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
  attachments: Type.Array(Attachment),
  size: Type.Integer(),
  parseTier: Type.String(),
  quarantineReason: Nullable(Type.String()),
  quarantineDetail: Nullable(Type.String()),
  authResults: Nullable(Type.String()),
  /** Marked private: on no timeline, and seen by who owns an account that holds it, and the company's owner. */
  privateAt: Nullable(Timestamp),
  /** It lies in an account of the reader's own: he may mark it private. */
  isMine: Type.Boolean(),
  filings: Type.Array(Filing),
  places: Type.Array(Place),
  thread: Type.Array(
    Type.Object({
      id: Id,
      subject: Type.String(),
      occurredAt: Timestamp,
      direction: Direction,
      from: Nullable(Party),
    }),
  ),
});
export type Message = Type.Static<typeof Message>;

export const QuarantinedMessage = Type.Object({
  id: Id,
  subject: Type.String(),
  occurredAt: Timestamp,
  size: Type.Integer(),
  reason: Type.String(),
  detail: Nullable(Type.String()),
});
export type QuarantinedMessage = Type.Static<typeof QuarantinedMessage>;

export const Job = Type.Object({
  id: Id,
  kind: Type.String(),
  /** The customer it works for; null where it works for none alone. */
  customerId: Nullable(Id),
  state: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
  ]),
  done: Type.Integer(),
  total: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  createdAt: Timestamp,
  finishedAt: Nullable(Timestamp),
});
export type Job = Type.Static<typeof Job>;

/** Sent over server-sent events: ids only; the client fetches what it may see. */
export const LiveEvent = Type.Object({
  type: Type.Union([
    Type.Literal('account'),
    Type.Literal('timeline'),
    Type.Literal('unfiled'),
    Type.Literal('job'),
    Type.Literal('notice'),
  ]),
  accountId: Type.Optional(Id),
  customerId: Type.Optional(Id),
  jobId: Type.Optional(Id),
  /** With 'notice': whom it is for. */
  userId: Type.Optional(Id),
});
export type LiveEvent = Type.Static<typeof LiveEvent>;
