/** Which letters a leader looks at before they go out, and why one waits. */
import Type from 'typebox';
import { Id } from './common.ts';

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
