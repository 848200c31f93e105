/** Outgoing mail, what the company lets people see, and what is never archived. */
import Type from 'typebox';
import { Body, EmailAddress, Id, Nullable, Timestamp } from './common.ts';

/** What can go wrong with sending; the web app and the command line have a sentence and an advice for each. */
export const OUTGOING_ERROR_CODES = [
  'wrong-password',
  'refused-for-now',
  'sender-refused',
  'recipient-refused',
  'mail-refused',
  'unknown-host',
  'unreachable',
  'timeout',
  'tls-certificate',
  'tls-handshake',
  'starttls-missing',
  'host-not-allowed',
  'connection-lost',
  'server-error',
  'secret-unreadable',
  'bad-address',
  'expired',
  'recipient-left',
  'app-password-needed',
  'sending-disabled',
  'sending-limit',
  'too-large',
  'account-paused',
  'account-removed',
  'no-sending-server',
  'no-right-to-account',
  'customer-not-yours',
  'account-not-the-companys',
  'content-changed',
  'internal',
] as const;
export type OutgoingErrorCode = (typeof OUTGOING_ERROR_CODES)[number];

const Security = Type.Union([Type.Literal('none'), Type.Literal('starttls'), Type.Literal('tls')]);

/** A fault's code is one of OUTGOING_ERROR_CODES, or one that another version wrote. */
const OutgoingFault = Type.Object({ code: Type.String(), detail: Nullable(Type.String()) });

export const OutgoingServer = Type.Object({
  /** The company's mail account that mail goes out through; null: a server that was typed in. */
  account: Nullable(Type.Object({ id: Id, address: Type.String() })),
  /** Of the account, where it is one; null: it has none. */
  host: Nullable(Type.String()),
  port: Nullable(Type.Integer()),
  security: Nullable(Security),
  /** Null: without signing in. The password is never told. */
  user: Nullable(Type.String()),
  fromAddress: Type.String(),
  fromName: Nullable(Type.String()),
  lastSuccessAt: Nullable(Timestamp),
  fault: Nullable(
    Type.Object({ code: Type.String(), detail: Nullable(Type.String()), since: Nullable(Timestamp) }),
  ),
  /** After a fault of the server's nothing is sent before. */
  nextAttemptAt: Timestamp,
});
export type OutgoingServer = Type.Static<typeof OutgoingServer>;

export const OutgoingServerInput = Body({
  host: Type.String({ minLength: 1, maxLength: 253 }),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  security: Security,
  user: Nullable(Type.String({ minLength: 1, maxLength: 320 })),
  /** Absent: the saved one stays, unless the server or the user changes. */
  password: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  fromAddress: EmailAddress,
  fromName: Nullable(Type.String({ maxLength: 200 })),
});
export type OutgoingServerInput = Type.Static<typeof OutgoingServerInput>;

/** A mail account that mail may go out through: one that is no salesperson's, so that nobody reads others' links in its Sent. */
export const OutgoingAccount = Type.Object({
  id: Id,
  address: Type.String(),
  /** An administrator; null: the account is nobody's. */
  ownerName: Nullable(Type.String()),
  /** Why it cannot be chosen now: 'account-paused', 'no-sending-server'. */
  obstacle: Nullable(Type.String()),
});
export type OutgoingAccount = Type.Static<typeof OutgoingAccount>;

export const OutgoingAccountInput = Body({
  accountId: Id,
  fromName: Nullable(Type.String({ maxLength: 200 })),
});
export type OutgoingAccountInput = Type.Static<typeof OutgoingAccountInput>;

/** What the product writes itself; the pages have words for each. */
export const OUTGOING_KINDS = [
  'test',
  'password-reset',
  'pool-warning',
  'card-filed',
  'card-refused',
  'command-answer',
  'reminder-daily',
  'reminder-exceptions',
  'reminder-weekly',
  'reminder-brief',
  'reminder-instant',
  'reminder-test',
] as const;
export type OutgoingKind = (typeof OUTGOING_KINDS)[number];

export const OUTGOING_STATES = ['queued', 'sending', 'sent', 'failed', 'unknown', 'dropped'] as const;
export const OutgoingState = Type.Enum(OUTGOING_STATES);
export type OutgoingState = (typeof OUTGOING_STATES)[number];

/** A mail of the product's own. What it says is not told: it may bear a link that signs in. */
export const OutgoingMail = Type.Object({
  id: Id,
  to: Type.String(),
  recipientName: Nullable(Type.String()),
  kind: Type.String(),
  subject: Type.String(),
  state: OutgoingState,
  attempts: Type.Integer(),
  nextAttemptAt: Timestamp,
  fault: Nullable(OutgoingFault),
  createdAt: Timestamp,
  sentAt: Nullable(Timestamp),
});
export type OutgoingMail = Type.Static<typeof OutgoingMail>;

/** How many wait or need somebody's eye; counted up to 1000. */
export const OutgoingCounts = Type.Object({
  queued: Type.Integer(),
  failed: Type.Integer(),
  unknown: Type.Integer(),
});

/** The company's answers to what reasonable companies answer differently. */
export const Privacy = Type.Object({
  /** An administrator reads mail that is not his own; only an owner decides it. */
  adminReadsMail: Type.Boolean(),
  /** A manager reads mail of his people that stands on no customer's timeline. */
  managerReadsUnfiled: Type.Boolean(),
  /** Mail among colleagues is archived. */
  archiveInternal: Type.Boolean(),
});
export type Privacy = Type.Static<typeof Privacy>;

export const NeverArchiveEntry = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('address'), Type.Literal('domain')]),
  value: Type.String(),
  reason: Nullable(Type.String()),
  createdByName: Nullable(Type.String()),
  createdAt: Timestamp,
});
export type NeverArchiveEntry = Type.Static<typeof NeverArchiveEntry>;
