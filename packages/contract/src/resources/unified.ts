/** The company's unified mailbox: what was sent there, and what became of it. */
import Type from 'typebox';
import { Body, Id, Nullable, Timestamp } from './common.ts';

export const UNIFIED_STATES = [
  'waiting',
  'filed',
  'refused',
  'unverified',
  'ignored',
  'unreadable',
  'failed',
] as const;
export type UnifiedState = (typeof UNIFIED_STATES)[number];

export const UNIFIED_KINDS = ['card-customer', 'card-contact', 'market-information', 'forwarded'] as const;
export type UnifiedKind = (typeof UNIFIED_KINDS)[number];

/** Why an item changed nothing. */
export const UNIFIED_REASONS = [
  'earlier',
  'quarantined',
  'unmarked',
  'own-answer',
  'automatic',
  'private',
  'outside',
  'not-staff',
  'several-senders',
  'no-results',
  'malformed-results',
  'unknown-server',
  'failed',
  'not-aligned',
] as const;
export type UnifiedReason = (typeof UNIFIED_REASONS)[number];

export const UnifiedLink = Type.Object({
  id: Id,
  customerId: Nullable(Id),
  competitorId: Nullable(Id),
  /** Of the customer or the competitor. */
  name: Type.String(),
  how: Type.Enum(['card', 'forwarded', 'named', 'by-hand']),
  /** What was found: the name, the address, the domain. */
  evidence: Nullable(Type.String()),
  /** proposed: a name that may be another's, until a person says so. */
  state: Type.Enum(['linked', 'proposed']),
});
export type UnifiedLink = Type.Static<typeof UnifiedLink>;

/** One thing that is wrong with a card. */
export const CardFault = Type.Object({
  /** Name of the form's file; null: the body of the mail. */
  file: Nullable(Type.String()),
  /** The field, by its key; null: the card as a whole. */
  key: Nullable(Type.String()),
  /** The field's name in the reader's language. */
  label: Nullable(Type.String()),
  code: Type.String(),
  value: Nullable(Type.String()),
});
export type CardFault = Type.Static<typeof CardFault>;

export const UnifiedItem = Type.Object({
  id: Id,
  messageId: Id,
  subject: Type.String(),
  from: Nullable(Type.Object({ address: Type.String(), name: Nullable(Type.String()) })),
  occurredAt: Timestamp,
  state: Type.Enum(UNIFIED_STATES),
  /** Null before it was read, and where it is none of these. */
  kind: Nullable(Type.Enum(UNIFIED_KINDS)),
  /** One of UNIFIED_REASONS, or one that another version wrote. */
  reason: Nullable(Type.String()),
  authorId: Nullable(Id),
  authorName: Nullable(Type.String()),
  customerCards: Type.Integer(),
  contactCards: Type.Integer(),
  tags: Type.Array(Type.String()),
  links: Type.Array(UnifiedLink),
  /** First words; of market information only. */
  preview: Nullable(Type.String()),
});
export type UnifiedItem = Type.Static<typeof UnifiedItem>;

export const UnifiedItemDetail = Type.Object({
  ...UnifiedItem.properties,
  faults: Type.Array(CardFault),
  /** The text of the mail, cut; null where it has none. */
  text: Nullable(Type.String()),
  /** The asker may open the mail itself. */
  mayOpenMail: Type.Boolean(),
  /** The asker may tag it and link it. */
  mayChange: Type.Boolean(),
  /** The asker may have it read again. */
  mayRetry: Type.Boolean(),
  processedAt: Nullable(Timestamp),
});
export type UnifiedItemDetail = Type.Static<typeof UnifiedItemDetail>;

export const UnifiedMailbox = Type.Object({
  accountId: Id,
  address: Type.String(),
  /** What follows is for administrators; null for others. */
  trust: Nullable(
    Type.Object({
      since: Timestamp,
      authservIds: Type.Array(Type.String()),
      trustsUnmarked: Type.Boolean(),
      /** Servers that name themselves in the topmost Authentication-Results of its newest mails, and in how many. */
      seen: Type.Array(Type.Object({ authservId: Nullable(Type.String()), mails: Type.Integer() })),
    }),
  ),
});
export type UnifiedMailbox = Type.Static<typeof UnifiedMailbox>;

export const UnifiedTrustPatch = Body({
  authservIds: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 255, pattern: '^(\\*\\.)?[A-Za-z0-9._-]+$' }), {
      maxItems: 20,
    }),
  ),
  trustsUnmarked: Type.Optional(Type.Boolean()),
});
export type UnifiedTrustPatch = Type.Static<typeof UnifiedTrustPatch>;

/** What one person has filed in a period. */
export const UnifiedReportRow = Type.Object({
  userId: Id,
  name: Type.String(),
  role: Type.String(),
  customerCards: Type.Integer(),
  contactCards: Type.Integer(),
  marketInformation: Type.Integer(),
  forwarded: Type.Integer(),
  refused: Type.Integer(),
  /** Customers that the cards are about, each once. */
  customers: Type.Integer(),
  lastAt: Nullable(Timestamp),
});
export type UnifiedReportRow = Type.Static<typeof UnifiedReportRow>;
