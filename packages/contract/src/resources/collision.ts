/** Two salespeople at one customer. */
import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';
import { QuoteTerms } from './mark.ts';

export const COLLISION_STATES = ['open', 'decided', 'overtaken'] as const;
export type CollisionState = (typeof COLLISION_STATES)[number];
export const COLLISION_DECISIONS = ['owner-keeps', 'to-other', 'shared', 'no-collision'] as const;
export type CollisionDecision = (typeof COLLISION_DECISIONS)[number];
/** What was seen: a mail that was sent, an inquiry that came, a customer that was entered anew. */
export const EVIDENCE_KINDS = ['mail', 'inquiry', 'new-customer'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

const summary = {
  id: Id,
  customerId: Id,
  customerName: Type.String(),
  /** The asker may open the customer. */
  maySeeCustomer: Type.Boolean(),
  ownerId: Id,
  ownerName: Type.String(),
  userId: Id,
  userName: Type.String(),
  state: Type.Enum(COLLISION_STATES),
  decision: Nullable(Type.Enum(COLLISION_DECISIONS)),
  reason: Nullable(Type.String()),
  decidedByName: Nullable(Type.String()),
  decidedAt: Nullable(Timestamp),
  openedAt: Timestamp,
  touchedAt: Timestamp,
};
export const Collision = Type.Object(summary);
export type Collision = Type.Static<typeof Collision>;

/** A mail by its date; the id only where the asker may read it. */
const MailPoint = Type.Object({ at: Timestamp, messageId: Nullable(Id) });

export const Quote = Type.Object({
  /** 'mark': a person marked it; 'text': found in a mail that was sent. */
  source: Type.Union([Type.Literal('mark'), Type.Literal('text')]),
  amount: Type.Number(),
  currency: Type.String(),
  unit: Nullable(Type.String()),
  product: Nullable(Type.String()),
  terms: QuoteTerms,
  /** The words of the mail. */
  line: Type.String(),
  at: Timestamp,
  messageId: Id,
});
export type Quote = Type.Static<typeof Quote>;

export const CollisionSide = Type.Object({
  userId: Id,
  name: Type.String(),
  isOwner: Type.Boolean(),
  mails: Type.Integer(),
  activities: Type.Integer(),
  firstMail: Nullable(MailPoint),
  lastMail: Nullable(MailPoint),
});
export type CollisionSide = Type.Static<typeof CollisionSide>;

/** What each side quoted for what seems to be the same product. */
export const QuoteComparison = Type.Object({
  /** Words that the two sides have in common. */
  product: Type.String(),
  owner: Type.Array(Quote),
  other: Type.Array(Quote),
  /** Comparable (currency, unit, term of delivery, quantity), both held at one time, and not the same amounts. */
  differs: Type.Boolean(),
});
export type QuoteComparison = Type.Static<typeof QuoteComparison>;

export const CollisionCase = Type.Object({
  ...summary,
  mayDecide: Type.Boolean(),
  /** The customer may be given to the other only by who leads both. */
  mayGiveToOther: Type.Boolean(),
  owner: CollisionSide,
  other: CollisionSide,
  comparisons: Type.Array(QuoteComparison),
  /** Quotations without a counterpart. */
  ownerQuotes: Type.Array(Quote),
  otherQuotes: Type.Array(Quote),
  /** The newest first. */
  evidence: Type.Array(
    Type.Object({
      kind: Type.Enum(EVIDENCE_KINDS),
      at: Timestamp,
      messageId: Nullable(Id),
      subject: Nullable(Type.String()),
      value: Nullable(Type.String()),
    }),
  ),
});
export type CollisionCase = Type.Static<typeof CollisionCase>;
