/** What is looked at before a letter goes out, and when it is to go. */
import Type from 'typebox';
import { ApprovalReason } from './approval-rules.ts';
import { Body, Nullable, Timestamp } from './common.ts';

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
  'lookalike-address',
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
