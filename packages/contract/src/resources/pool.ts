/** The public pool: customers that are nobody's, free to be claimed. */
import Type from 'typebox';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';
import { POOL_FAULTS } from '../values/pool.ts';

/** Why a customer went into the pool; `other` needs a sentence. */
export const RELEASE_REASONS = [
  'no-reply',
  'no-demand',
  'wrong-market',
  'too-small',
  'out-of-business',
  'overloaded',
  'person-left',
  'not-followed-up',
  'no-order',
  'other',
] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

/** What may be known of a customer in the pool before it is claimed. No mail, no contacts, no files. */
export const PoolCustomer = Type.Object({
  id: Id,
  name: Type.String(),
  localName: Nullable(Type.String()),
  country: Nullable(Country),
  city: Nullable(Type.String()),
  grade: Nullable(Grade),
  businessType: Nullable(Type.String()),
  source: Nullable(Type.String()),
  lastContactAt: Nullable(Timestamp),
  pooledAt: Timestamp,
  /** One of RELEASE_REASONS, or a sentence. */
  reason: Nullable(Type.String()),
  formerOwnerName: Nullable(Type.String()),
  /** The caller was its last owner: it cannot be claimed before this time. */
  claimableFrom: Nullable(Timestamp),
  /** The caller asked for it and waits. */
  claimId: Nullable(Id),
});
export type PoolCustomer = Type.Static<typeof PoolCustomer>;

export const PoolClaim = Type.Object({
  id: Id,
  customerId: Id,
  customerName: Type.String(),
  country: Nullable(Country),
  userId: Id,
  userName: Type.String(),
  /** Customers this person holds now. */
  held: Type.Integer(),
  note: Nullable(Type.String()),
  askedAt: Timestamp,
});
export type PoolClaim = Type.Static<typeof PoolClaim>;

const Days = (minimum: number) => Type.Integer({ minimum, maximum: 3650 });

/** The company's rules of the pool; recycling is off until it is switched on. */
export const PoolRules = Body({
  claimsNeedApproval: Type.Boolean(),
  /** Claims of one person on one calendar day of the company; null: no limit. */
  claimsADay: Nullable(Type.Integer({ minimum: 1, maximum: 10_000 })),
  /** Customers one person may hold to claim one more; null: no limit. */
  mostHeld: Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** Days in which the former owner cannot claim it back. */
  coolOffDays: Days(0),
  recycling: Type.Boolean(),
  /** Days without contact after which a customer goes back. */
  noContactDays: Days(8),
  /** Days without an order after which one that never ordered goes back; null: never for that reason. */
  noOrderDays: Nullable(Days(8)),
  exemptGrades: Type.Array(Grade, { maxItems: 4 }),
  /** Customers that have ordered, and key accounts, stay. */
  exemptOrdered: Type.Boolean(),
});
export type PoolRules = Type.Static<typeof PoolRules>;

export const AssignmentRule = Body({
  /** Any of these; none: any country. */
  countries: Type.Array(Country, { maxItems: 250 }),
  /** Any of these words in the customer's region, or in a name of its country's part of the world; none: any. */
  regions: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 }),
  /** Any of these words in what is asked for; none: any. */
  products: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 }),
  /** They take turns. */
  userIds: Type.Array(Id, { minItems: 1, maxItems: 200 }),
  mostHeld: Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
});
export type AssignmentRule = Type.Static<typeof AssignmentRule>;

export const RecyclingCustomer = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  ownerId: Id,
  ownerName: Type.String(),
  lastContactAt: Nullable(Timestamp),
  /** The calendar day on which it goes back, `YYYY-MM-DD`. */
  deadline: Type.String(),
  reason: Type.Union([Type.Literal('not-followed-up'), Type.Literal('no-order')]),
});
export type RecyclingCustomer = Type.Static<typeof RecyclingCustomer>;

/** What became of one customer of several. */
export const PoolOutcome = Type.Object({
  customerId: Id,
  outcome: Type.Union([Type.Literal('done'), Type.Literal('asked'), Type.Literal('refused')]),
  /** To whom it was given. */
  userId: Nullable(Id),
  fault: Nullable(Type.Enum(POOL_FAULTS)),
  /** Why not: a sentence. */
  message: Nullable(Type.String()),
});
export type PoolOutcome = Type.Static<typeof PoolOutcome>;
