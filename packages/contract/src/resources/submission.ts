/** How a mail account sends: its submission server, whether that works, and who may write as the account. */
import Type from 'typebox';
import { Body, Id, Nullable, Timestamp } from './common.ts';

export const SubmissionSecurity = Type.Union([
  Type.Literal('none'),
  Type.Literal('starttls'),
  Type.Literal('tls'),
]);

const settings = {
  host: Type.String({ minLength: 1, maxLength: 253 }),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  security: SubmissionSecurity,
  /** Null: the server asks for no sign-in. */
  user: Nullable(Type.String({ minLength: 1, maxLength: 320 })),
};

export const SubmissionInput = Body({
  ...settings,
  /**
   * Absent: the one that is saved, which for a server that is not the provider's or the one of IMAP must be given.
   * Null: the password of IMAP.
   */
  password: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 1000 }))),
});
export type SubmissionInput = Type.Static<typeof SubmissionInput>;

export const Submission = Type.Object({
  ...settings,
  /** 'preset': nobody named one, and the provider's is used. */
  source: Type.Union([Type.Literal('own'), Type.Literal('preset')]),
  /** It has a password of its own, beside the one of IMAP. */
  ownPassword: Type.Boolean(),
  lastSuccessAt: Nullable(Timestamp),
  /** Its code is one of OUTGOING_ERROR_CODES, or one that another version wrote. */
  fault: Nullable(
    Type.Object({ code: Type.String(), detail: Nullable(Type.String()), since: Nullable(Timestamp) }),
  ),
  /** After a fault of the server's nothing is sent before; null without one. */
  nextAttemptAt: Nullable(Timestamp),
  /** Whether a copy is put into Sent by us: as the provider needs it (null), always, never. */
  appendSent: Nullable(Type.Boolean()),
  /** What 'as the provider needs it' is: it keeps a copy itself, or does as its user set it, or keeps none. */
  savesSent: Type.Union([Type.Literal('always'), Type.Literal('setting'), Type.Literal('no')]),
});
export type Submission = Type.Static<typeof Submission>;

export const SubmissionTest = Type.Object({
  ok: Type.Boolean(),
  fault: Nullable(Type.Object({ code: Type.String(), detail: Nullable(Type.String()) })),
  /** Octets of the largest mail that the server takes; null where it does not say. */
  maxSize: Nullable(Type.Integer()),
});
export type SubmissionTest = Type.Static<typeof SubmissionTest>;

/** Who may write as an account beside its owner. */
export const AccountSender = Type.Object({
  userId: Id,
  name: Type.String(),
  grantedAt: Timestamp,
  grantedByName: Nullable(Type.String()),
});
export type AccountSender = Type.Static<typeof AccountSender>;
