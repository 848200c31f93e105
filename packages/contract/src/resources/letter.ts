/** Mail that people write: drafts, letters on their way, and what a leader looks at before one goes out. */
import Type from 'typebox';
import { Body, EmailAddress, Id, Nullable, Timestamp } from './common.ts';
import { TEMPLATE_KINDS } from './letter-template.ts';

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

/** Most that a letter takes. */
export const LETTER_LIMITS = {
  /** To, Cc and Bcc together; more is a mass mail. */
  recipients: 100,
  files: 50,
  /** Octets of all its files: with their encoding a third more goes over the wire. */
  octets: 25 * 1024 * 1024,
  subject: 500,
  html: 200_000,
  quotedHtml: 200_000,
  /** Seconds in which it can be taken back. */
  undoSeconds: 10,
} as const;

export const LetterParty = Type.Object(
  { address: EmailAddress, name: Type.Optional(Nullable(Type.String({ maxLength: 200 }))) },
  { additionalProperties: false },
);
export type LetterParty = Type.Static<typeof LetterParty>;
const Parties = Type.Array(LetterParty, { maxItems: LETTER_LIMITS.recipients });
const ShownParty = Type.Object({ address: Type.String(), name: Nullable(Type.String()) });

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

export const APPROVAL_STATES = ['waiting', 'approved', 'returned', 'withdrawn'] as const;
/** What asked for the approval. */
export const APPROVAL_RULES = [
  'new-employee',
  'chosen-person',
  'word',
  'price-sheet',
  'bank-details',
  'attachment-name',
  'new-domain',
] as const;
export type ApprovalRule = (typeof APPROVAL_RULES)[number];
export const ApprovalReason = Type.Object({
  /** One of APPROVAL_RULES, or one that another version wrote. */
  rule: Type.String(),
  /** The word, file, number or domain that was found. */
  found: Type.String(),
});
export type ApprovalReason = Type.Static<typeof ApprovalReason>;

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

/** What keeps a letter from going out. */
export const LETTER_OBSTACLES = [
  'no-recipient',
  'no-account',
  'no-right-to-account',
  'account-removed',
  'account-paused',
  'no-sending-server',
  'bad-address',
  'address-needs-smtputf8',
  'too-many-recipients',
  'too-large',
  'empty',
  'missing-fields',
  'customer-not-yours',
] as const;
/** What its author should know, and says yes to by naming it in `confirmed`. */
export const LETTER_WARNINGS = [
  'open-complaint',
  'no-subject',
  'missing-attachment',
  'address-of-nobody',
  'invalid-address',
  'recipient-of-another',
  'many-recipients',
  'sending-fault',
] as const;
export type LetterObstacle = (typeof LETTER_OBSTACLES)[number];
export type LetterWarning = (typeof LETTER_WARNINGS)[number];

export const LetterCheck = Type.Object({
  obstacles: Type.Array(Type.Object({ code: Type.Enum(LETTER_OBSTACLES), about: Type.Array(Type.String()) })),
  warnings: Type.Array(
    Type.Object({
      code: Type.Enum(LETTER_WARNINGS),
      about: Type.Array(Type.String()),
      /** Not sent without being named in `confirmed`. */
      blocking: Type.Boolean(),
    }),
  ),
  /** Rules that would have a leader look at it first; none: it goes out at once. */
  approval: Type.Array(ApprovalReason),
  /** The customer's next morning; null without a customer, or where his zone is not known. */
  morning: Nullable(Type.Object({ at: Timestamp, timeZone: Type.String() })),
  /** Octets of all files. */
  octets: Type.Integer(),
});
export type LetterCheck = Type.Static<typeof LetterCheck>;

export const LetterWhen = Type.Union([
  Type.Object({ kind: Type.Literal('now') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('at'), at: Timestamp }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('morning') }, { additionalProperties: false }),
]);
export type LetterWhen = Type.Static<typeof LetterWhen>;

export const SendLetter = Body({
  version: Type.Integer({ minimum: 1 }),
  /** Left out: now. */
  when: Type.Optional(LetterWhen),
  /** The blocking warnings that its author read and wants to send with. */
  confirmed: Type.Optional(Type.Array(Type.Enum(LETTER_WARNINGS), { maxItems: 20 })),
});
export type SendLetter = Type.Static<typeof SendLetter>;

/** Accounts that one may write as. */
export const LetterSender = Type.Object({
  accountId: Id,
  /** The main one first. */
  addresses: Type.Array(Type.String()),
  name: Nullable(Type.String()),
  ownerId: Nullable(Id),
  /** Whose it is, where it is a colleague's or the company's. */
  ownerName: Nullable(Type.String()),
  unified: Type.Boolean(),
  ready: Type.Boolean(),
  /** Why not, or what is wrong with sending now. */
  obstacle: Nullable(Type.Enum(['account-paused', 'no-sending-server', 'sending-fault'] as const)),
  fault: Nullable(Type.Object({ code: Type.String(), detail: Nullable(Type.String()) })),
});
export type LetterSender = Type.Static<typeof LetterSender>;

export const Signature = Type.Object({
  /** Null: for all accounts without one of their own. */
  accountId: Nullable(Id),
  html: Type.String(),
  updatedAt: Timestamp,
});
export type Signature = Type.Static<typeof Signature>;

// ---------------------------------------------------------------- approval

export const ApprovalRules = Type.Object(
  {
    /** Off: no letter waits for anybody. */
    enabled: Type.Boolean(),
    /** Days from the day a person joined in which all his mail waits; 0: none. */
    newEmployeeDays: Type.Integer({ minimum: 0, maximum: 365 }),
    /** In subject or text, without regard to case. */
    words: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 }),
    /** A sheet or a text that looks like a price list. */
    priceSheet: Type.Boolean(),
    /** IBAN, SWIFT, account numbers. */
    bankDetails: Type.Boolean(),
    /** In the names of files. */
    attachmentWords: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100 }),
    /** The first mail that the company sends to a domain. */
    newDomain: Type.Boolean(),
    /** All mail of these. */
    people: Type.Array(Id, { maxItems: 500 }),
  },
  { additionalProperties: false },
);
export type ApprovalRules = Type.Static<typeof ApprovalRules>;

export const LetterApproval = Type.Object({
  id: Id,
  letterId: Id,
  state: Type.Enum(APPROVAL_STATES),
  authorId: Id,
  authorName: Type.String(),
  customerId: Nullable(Id),
  customerName: Nullable(Type.String()),
  subject: Type.String(),
  to: Type.Array(ShownParty),
  recipientCount: Type.Integer(),
  fileCount: Type.Integer(),
  reasons: Type.Array(ApprovalReason),
  /** When it would go out, once approved. */
  schedule: Nullable(LetterSchedule),
  askedAt: Timestamp,
  decidedAt: Nullable(Timestamp),
  decidedByName: Nullable(Type.String()),
  note: Nullable(Type.String()),
});
export type LetterApproval = Type.Static<typeof LetterApproval>;

/** The letter as it would go out; the HTML is `getApprovalHtml`. */
export const LetterApprovalDetail = Type.Object({
  ...LetterApproval.properties,
  /** Named with the decision: what was read is what is sent. */
  contentHash: Type.String(),
  from: Nullable(ShownParty),
  cc: Type.Array(ShownParty),
  bcc: Type.Array(ShownParty),
  text: Type.String(),
  files: Type.Array(LetterFile),
  sourceMessageId: Nullable(Id),
});
export type LetterApprovalDetail = Type.Static<typeof LetterApprovalDetail>;

export const ApprovalDecision = Body({
  decision: Type.Enum(['approve', 'return'] as const),
  contentHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Needed to return it: what is to be changed. */
  note: Type.Optional(Nullable(Type.String({ maxLength: 2000 }))),
});
export type ApprovalDecision = Type.Static<typeof ApprovalDecision>;
