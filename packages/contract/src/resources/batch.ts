/** What came in together: a fair's cards, a purchased list. */
import Type from 'typebox';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';

export const BATCH_KINDS = ['trade-fair', 'platform', 'website', 'referral', 'purchased', 'other'] as const;
export type BatchKind = (typeof BATCH_KINDS)[number];

/** A calendar day, `YYYY-MM-DD`. */
const Day = Type.String({ format: 'date' });

/**
 * How far the customers of a batch have come, each counted in every step that it reached after it was entered:
 * contacted by a mail of ours or an activity that was done; replied by a mail of theirs; quoted and ordered by the
 * stage that the customer is in (negotiation and beyond; contract and beyond).
 */
export const BatchCounts = Type.Object({
  entered: Type.Integer(),
  contacted: Type.Integer(),
  replied: Type.Integer(),
  quoted: Type.Integer(),
  ordered: Type.Integer(),
});
export type BatchCounts = Type.Static<typeof BatchCounts>;
export const BATCH_STEPS = ['entered', 'contacted', 'not-contacted', 'replied', 'quoted', 'ordered'] as const;
export type BatchStep = (typeof BATCH_STEPS)[number];

export const Batch = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum(BATCH_KINDS),
  heldOn: Nullable(Type.String()),
  place: Nullable(Type.String()),
  note: Nullable(Type.String()),
  archived: Type.Boolean(),
  createdAt: Timestamp,
  /** Of the customers that the caller may see. */
  counts: BatchCounts,
});
export type Batch = Type.Static<typeof Batch>;

const text = (maxLength: number) => Type.Optional(Nullable(Type.String({ maxLength })));
const BatchFields = {
  heldOn: Type.Optional(Nullable(Day)),
  place: text(200),
  note: text(5_000),
};
export const NewBatch = Body({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  kind: Type.Enum(BATCH_KINDS),
  ...BatchFields,
});
export type NewBatch = Type.Static<typeof NewBatch>;
export const BatchPatch = Body({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  kind: Type.Optional(Type.Enum(BATCH_KINDS)),
  ...BatchFields,
  archived: Type.Optional(Type.Boolean()),
});
export type BatchPatch = Type.Static<typeof BatchPatch>;

export const BatchCustomer = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  grade: Nullable(Grade),
  ownerName: Nullable(Type.String()),
  contactedAt: Nullable(Timestamp),
  repliedAt: Nullable(Timestamp),
  stage: Type.String(),
});
export type BatchCustomer = Type.Static<typeof BatchCustomer>;
