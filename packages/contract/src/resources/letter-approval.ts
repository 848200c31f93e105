/** A letter as its leader sees it. */
import Type from 'typebox';
import { APPROVAL_STATES, ApprovalReason } from './approval-rules.ts';
import { Body, Id, Nullable, Timestamp } from './common.ts';
import { LetterFile, LetterSchedule, ShownParty } from './letter.ts';

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
  /** The same letter as it was returned before, to be held against this one. */
  returned: Nullable(
    Type.Object({
      subject: Type.String(),
      text: Type.String(),
      note: Nullable(Type.String()),
      at: Nullable(Timestamp),
      byName: Nullable(Type.String()),
    }),
  ),
});
export type LetterApprovalDetail = Type.Static<typeof LetterApprovalDetail>;

export const ApprovalDecision = Body({
  decision: Type.Enum(['approve', 'return'] as const),
  contentHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** Needed to return it: what is to be changed. */
  note: Type.Optional(Nullable(Type.String({ maxLength: 2000 }))),
});
export type ApprovalDecision = Type.Static<typeof ApprovalDecision>;
