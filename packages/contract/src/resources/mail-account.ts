import Type from 'typebox';
import { EmailAddress, Id, Nullable, Timestamp } from './common.ts';
import { Submission, SubmissionInput } from './submission.ts';

/**
 * What can be wrong with an account or a mailbox, told apart (I6). The web app and the command line have
 * a sentence and an advice for each, in both languages.
 */
export const ACCOUNT_ERROR_CODES = [
  'wrong-password',
  'app-password-needed',
  'imap-disabled',
  'refused-for-now',
  'too-many-connections',
  'unknown-host',
  'unreachable',
  'timeout',
  'tls-certificate',
  'tls-handshake',
  'starttls-missing',
  'not-imap',
  'host-not-allowed',
  'connection-lost',
  'server-error',
  'mailbox-unreadable',
  'mailboxes-not-kept',
  'secret-unreadable',
  'storage-full',
  'database-unavailable',
  'internal',
] as const;
export const AccountErrorCode = Type.Enum(ACCOUNT_ERROR_CODES);
export type AccountErrorCode = (typeof ACCOUNT_ERROR_CODES)[number];

export const ImapSecurity = Type.Union([Type.Literal('none'), Type.Literal('starttls'), Type.Literal('tls')]);

export const ImapSettings = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 253 }),
    port: Type.Integer({ minimum: 1, maximum: 65535 }),
    security: ImapSecurity,
    user: Type.String({ minLength: 1, maxLength: 320 }),
  },
  { additionalProperties: false },
);
export type ImapSettings = Type.Static<typeof ImapSettings>;

export const Fault = Type.Object({
  code: AccountErrorCode,
  /** What the server said, cleaned and cut; never a banner of an unexpected service. */
  detail: Nullable(Type.String()),
  since: Timestamp,
});
export type Fault = Type.Static<typeof Fault>;

/** Progress of the first pull: places archived of those on the server, rate in messages a second. */
export const Progress = Type.Object({
  done: Type.Integer(),
  total: Nullable(Type.Integer()),
  ratePerSecond: Nullable(Type.Number()),
  secondsLeft: Nullable(Type.Number()),
});
export type Progress = Type.Static<typeof Progress>;

export const MailAccount = Type.Object({
  id: Id,
  address: Type.String(),
  aliases: Type.Array(Type.String()),
  displayName: Nullable(Type.String()),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  provider: Type.String(),
  imap: ImapSettings,
  state: Type.Union([Type.Literal('active'), Type.Literal('paused')]),
  /** What a person wants to know at a glance; 'synced' only when every mailbox's coverage is complete. */
  status: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('syncing'),
    Type.Literal('synced'),
    Type.Literal('paused'),
    Type.Literal('error'),
  ]),
  watching: Type.Boolean(),
  /** The company's unified mailbox: cards and market information are sent there. */
  unified: Type.Boolean(),
  lastSuccessAt: Nullable(Timestamp),
  lastAttemptAt: Nullable(Timestamp),
  nextAttemptAt: Nullable(Timestamp),
  fault: Nullable(Fault),
  progress: Progress,
  quarantined: Type.Integer(),
  /** How it sends; null: it does not, nobody named a server and there is no preset. */
  smtp: Nullable(Submission),
  createdAt: Timestamp,
});
export type MailAccount = Type.Static<typeof MailAccount>;

export const Mailbox = Type.Object({
  id: Id,
  path: Type.String(),
  kind: Type.Union([Type.Literal('imap'), Type.Literal('import'), Type.Literal('letters')]),
  specialUse: Nullable(Type.String()),
  included: Type.Boolean(),
  skipReason: Nullable(Type.String()),
  /** What a person chose: archive, leave out; null: by the rule. */
  chosen: Nullable(Type.Boolean()),
  vanishedAt: Nullable(Timestamp),
  lastSuccessAt: Nullable(Timestamp),
  reconciledAt: Nullable(Timestamp),
  fault: Nullable(Fault),
  progress: Progress,
  /** The accounting of I6: server = archived + duplicates + quarantined + skipped + missing. */
  accounting: Type.Object({
    server: Nullable(Type.Integer()),
    archived: Type.Integer(),
    duplicates: Type.Integer(),
    quarantined: Type.Integer(),
    skipped: Type.Integer(),
    /** Of the skipped those that the company does not want in its archive. */
    leftOutByRule: Type.Integer(),
    vanished: Type.Integer(),
    missing: Nullable(Type.Integer()),
  }),
});
export type Mailbox = Type.Static<typeof Mailbox>;

export const MailProvider = Type.Object({
  id: Type.String(),
  name: Type.String(),
  nameZh: Type.String(),
  domains: Type.Array(Type.String()),
  imap: Type.Object({ host: Type.String(), port: Type.Integer(), security: ImapSecurity }),
  smtp: Type.Object({ host: Type.String(), port: Type.Integer(), security: ImapSecurity }),
  /** Whether what is handed in lies in Sent by itself. */
  savesSent: Type.Union([Type.Literal('always'), Type.Literal('setting'), Type.Literal('no')]),
  /** 'address' or 'local-part': what the provider takes as user name. */
  userName: Type.Union([Type.Literal('address'), Type.Literal('local-part')]),
  appPassword: Type.Union([Type.Literal('required'), Type.Literal('optional'), Type.Literal('no')]),
  /** The vendor's page that explains it. */
  helpUrl: Nullable(Type.String()),
});
export type MailProvider = Type.Static<typeof MailProvider>;

export const LookupResult = Type.Object({
  imap: Nullable(ImapSettings),
  smtp: Nullable(ImapSettings),
  providerId: Nullable(Type.String()),
  /** Where the settings come from. */
  source: Type.Union([
    Type.Literal('preset'),
    Type.Literal('autoconfig'),
    Type.Literal('srv'),
    Type.Literal('guess'),
    Type.Literal('none'),
  ]),
});
export type LookupResult = Type.Static<typeof LookupResult>;

export const ConnectionTest = Type.Object({
  ok: Type.Boolean(),
  fault: Nullable(Type.Object({ code: AccountErrorCode, detail: Nullable(Type.String()) })),
  mailboxes: Nullable(Type.Integer()),
  messages: Nullable(Type.Integer()),
  capabilities: Type.Array(Type.String()),
  idle: Type.Boolean(),
});
export type ConnectionTest = Type.Static<typeof ConnectionTest>;

export const NewMailAccount = Type.Object(
  {
    address: EmailAddress,
    password: Type.String({ minLength: 1, maxLength: 1000 }),
    imap: ImapSettings,
    /** Left out: the provider's preset, where there is one. */
    smtp: Type.Optional(SubmissionInput),
    ownerId: Type.Optional(Nullable(Id)),
    displayName: Type.Optional(Type.String({ maxLength: 200 })),
    aliases: Type.Optional(Type.Array(EmailAddress, { maxItems: 50 })),
    provider: Type.Optional(Type.String({ maxLength: 50 })),
  },
  { additionalProperties: false },
);
export type NewMailAccount = Type.Static<typeof NewMailAccount>;
