/** Mail that people write: drafts, letters on their way, and what a leader looks at before one goes out. */
import Type from 'typebox';
import { Body, EmailAddress, Id, Nullable, Timestamp } from './common.ts';
import { APPROVAL_STATES, ApprovalReason } from './approval-rules.ts';
import { TEMPLATE_KINDS } from './letter-template.ts';
import { LETTER_LIMITS } from '../values/letter.ts';

export const LETTER_KINDS = ['new', 'reply', 'reply-all', 'forward'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/**
 * draft → waiting-approval → scheduled (a later moment) or queued (the time to undo, or its turn) → sending → sent.
 * unknown: the end of the mail was on the wire and no answer came: it is looked for, else a person decides.
 * failed: no recipient gets it. cancelled: thrown away. `undo` makes a draft again of what is not on the wire yet.
 */
export const LETTER_STATES = [
  'draft',
  'waiting-approval',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'cancelled',
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export const LetterParty = Type.Object(
  { address: EmailAddress, name: Type.Optional(Nullable(Type.String({ maxLength: 200 }))) },
  { additionalProperties: false },
);
export type LetterParty = Type.Static<typeof LetterParty>;
const Parties = Type.Array(LetterParty, { maxItems: LETTER_LIMITS.recipients });
export const ShownParty = Type.Object({ address: Type.String(), name: Nullable(Type.String()) });

export const LetterFile = Type.Object({
  id: Id,
  fileName: Type.String(),
  contentType: Type.String(),
  size: Type.Integer(),
  /** A picture in the text: the HTML names it `cid:` and this; null: an attachment. */
  contentId: Nullable(Type.String()),
});
export type LetterFile = Type.Static<typeof LetterFile>;

export const LETTER_RECIPIENT_STATES = ['waiting', 'accepted', 'refused', 'unknown'] as const;
export const LetterRecipient = Type.Object({
  address: Type.String(),
  role: Type.Enum(['to', 'cc', 'bcc'] as const),
  state: Type.Enum(LETTER_RECIPIENT_STATES),
  /** What the server said of the refusal. */
  detail: Nullable(Type.String()),
});
export type LetterRecipient = Type.Static<typeof LetterRecipient>;

/** When it is to go out. `at`: given by its author, or the customer's morning as it was worked out. */
export const LetterSchedule = Type.Object({
  kind: Type.Enum(['now', 'at', 'morning'] as const),
  at: Timestamp,
});

/** The last question to the leader about this letter, for its author. */
const LetterApprovalState = Type.Object({
  id: Id,
  state: Type.Enum(APPROVAL_STATES),
  reasons: Type.Array(ApprovalReason),
  askedAt: Timestamp,
  decidedAt: Nullable(Timestamp),
  decidedByName: Nullable(Type.String()),
  note: Nullable(Type.String()),
});

export const Letter = Type.Object({
  id: Id,
  /** Named with each change: who saves an older one is told ('conflict'). */
  version: Type.Integer(),
  state: Type.Enum(LETTER_STATES),
  kind: Type.Enum(LETTER_KINDS),
  authorId: Id,
  authorName: Type.String(),
  /** Who wrote it, where another took it over. */
  writtenByName: Nullable(Type.String()),
  accountId: Nullable(Id),
  from: Nullable(ShownParty),
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  contactId: Nullable(Id),
  /** The mail that it answers or forwards. */
  sourceMessageId: Nullable(Id),
  templateId: Nullable(Id),
  templateKind: Nullable(Type.Enum(TEMPLATE_KINDS)),
  to: Type.Array(ShownParty),
  cc: Type.Array(ShownParty),
  bcc: Type.Array(ShownParty),
  subject: Type.String(),
  /** Clean HTML; pictures in it are `cid:…`, see `files`. */
  html: Type.String(),
  /** What is quoted below the author's words and his signature; empty: nothing. */
  quotedHtml: Type.String(),
  withSignature: Type.Boolean(),
  /** As it would be put below now; null: there is none. */
  signatureHtml: Nullable(Type.String()),
  files: Type.Array(LetterFile),
  schedule: Nullable(LetterSchedule),
  /** Until then `undoLetter` takes it back for sure. */
  undoUntil: Nullable(Timestamp),
  submittedAt: Nullable(Timestamp),
  sentAt: Nullable(Timestamp),
  /** In the archive, once it is there. */
  messageId: Nullable(Id),
  /** Since it was submitted. */
  recipients: Type.Array(LetterRecipient),
  /** Its code is one of OUTGOING_ERROR_CODES, or one that another version wrote. */
  fault: Nullable(Type.Object({ code: Type.String(), detail: Nullable(Type.String()) })),
  /** When it is tried again, with a fault that may pass. */
  nextAttemptAt: Nullable(Timestamp),
  /** The copy in the account's Sent on the server: 'none': the server makes it, or there is none to make. */
  sentCopy: Type.Enum(['none', 'due', 'done', 'failed'] as const),
  approval: Nullable(LetterApprovalState),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Letter = Type.Static<typeof Letter>;

/** One line of a list. */
export const LetterLine = Type.Object({
  id: Id,
  state: Type.Enum(LETTER_STATES),
  kind: Type.Enum(LETTER_KINDS),
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  from: Nullable(Type.String()),
  to: Type.Array(ShownParty),
  /** To, Cc and Bcc. */
  recipientCount: Type.Integer(),
  subject: Type.String(),
  /** The first words. */
  preview: Type.String(),
  fileCount: Type.Integer(),
  schedule: Nullable(LetterSchedule),
  sentAt: Nullable(Timestamp),
  messageId: Nullable(Id),
  /** Recipients that the server refused. */
  refused: Type.Integer(),
  fault: Nullable(Type.Object({ code: Type.String(), detail: Nullable(Type.String()) })),
  approvalState: Nullable(Type.Enum(APPROVAL_STATES)),
  approvalNote: Nullable(Type.String()),
  bulk: Type.Boolean(),
  updatedAt: Timestamp,
});
export type LetterLine = Type.Static<typeof LetterLine>;

/** drafts · outbox: waiting for a leader, a moment or its turn · trouble: unknown, failed, or refused by some · sent */
export const LETTER_BOXES = ['drafts', 'outbox', 'trouble', 'sent'] as const;
export type LetterBox = (typeof LETTER_BOXES)[number];

export const NewLetter = Body({
  kind: Type.Enum(LETTER_KINDS),
  /** Needed for all but 'new'. */
  messageId: Type.Optional(Id),
  /** From whose page it is written. */
  customerId: Type.Optional(Nullable(Id)),
  /** To whom, for 'new': one of the customer's contacts. */
  contactId: Type.Optional(Nullable(Id)),
  to: Type.Optional(Parties),
  /** Left out: the account that the mail came to, else one's own. */
  accountId: Type.Optional(Nullable(Id)),
  templateId: Type.Optional(Nullable(Id)),
});
export type NewLetter = Type.Static<typeof NewLetter>;

export const LetterPatch = Body({
  /** The one that was seen. */
  version: Type.Integer({ minimum: 1 }),
  accountId: Type.Optional(Nullable(Id)),
  /** An address or alias of the account; null: its main one. */
  fromAddress: Type.Optional(Nullable(EmailAddress)),
  customerId: Type.Optional(Nullable(Id)),
  to: Type.Optional(Parties),
  cc: Type.Optional(Parties),
  bcc: Type.Optional(Parties),
  subject: Type.Optional(Type.String({ maxLength: LETTER_LIMITS.subject })),
  html: Type.Optional(Type.String({ maxLength: LETTER_LIMITS.html })),
  quotedHtml: Type.Optional(Type.String({ maxLength: LETTER_LIMITS.quotedHtml })),
  withSignature: Type.Optional(Type.Boolean()),
});
export type LetterPatch = Type.Static<typeof LetterPatch>;
