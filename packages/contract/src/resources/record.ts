/** What a customer's record holds beside its particulars: standing, suppliers, own fields, the company's settings. */
import Type from 'typebox';
import { Body, Country, Id, Nullable, Timestamp } from './common.ts';
import { Day } from './contact.ts';
import { COMPLETENESS_PARTS, STAGES } from '../values/record.ts';

export const Stage = Type.Enum(STAGES);
export type Stage = (typeof STAGES)[number];

export const RELATIONSHIP_TYPES = ['vendor', 'preferred-supplier', 'partner', 'strategic-alliance'] as const;
export const RelationshipType = Type.Enum(RELATIONSHIP_TYPES);
export type RelationshipType = (typeof RELATIONSHIP_TYPES)[number];

export const Completeness = Type.Object({
  percent: Type.Integer(),
  /** What is not known yet, the weightiest first. */
  missing: Type.Array(Type.Enum(COMPLETENESS_PARTS)),
});
export type Completeness = Type.Static<typeof Completeness>;

/** From whom else the customer buys. */
export const Supplier = Type.Object({
  id: Id,
  name: Type.String(),
  competitorId: Nullable(Id),
  product: Nullable(Type.String()),
  since: Nullable(Type.String()),
  until: Nullable(Type.String()),
  note: Nullable(Type.String()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Supplier = Type.Static<typeof Supplier>;

const supplierFields = {
  competitorId: Type.Optional(Nullable(Id)),
  product: Type.Optional(Nullable(Type.String({ maxLength: 300 }))),
  since: Type.Optional(Nullable(Day)),
  until: Type.Optional(Nullable(Day)),
  note: Type.Optional(Nullable(Type.String({ maxLength: 2_000 }))),
};
const supplierName = Type.String({ minLength: 1, maxLength: 300 });
export const NewSupplier = Body({ name: supplierName, ...supplierFields });
export type NewSupplier = Type.Static<typeof NewSupplier>;
export const SupplierPatch = Body({ name: Type.Optional(supplierName), ...supplierFields });
export type SupplierPatch = Type.Static<typeof SupplierPatch>;

export const Collaborator = Type.Object({
  userId: Id,
  name: Type.String(),
  canEdit: Type.Boolean(),
  addedAt: Timestamp,
});
export type Collaborator = Type.Static<typeof Collaborator>;

export const CHANGED_FIELDS = [
  'name',
  'local-name',
  'grade',
  'stage',
  'owner',
  'relationship',
  'key-account',
  'pool',
] as const;
export const CustomerChange = Type.Object({
  id: Id,
  field: Type.Enum(CHANGED_FIELDS),
  /** A code, or the name of an owner. */
  from: Nullable(Type.String()),
  to: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  actorName: Nullable(Type.String()),
  at: Timestamp,
});
export type CustomerChange = Type.Static<typeof CustomerChange>;

/** What a page about the customer shows of its dealings and its country. */
export const CustomerStanding = Type.Object({
  /** Mails that people sent and activities that were done; `more` where it is the most that is counted. */
  contacts: Type.Object({ count: Type.Integer(), more: Type.Boolean(), lastAt: Nullable(Timestamp) }),
  /** Of the last activity that was done: how, what came of it, and by whom. */
  lastResult: Nullable(
    Type.Object({
      activityId: Id,
      kind: Type.String(),
      at: Timestamp,
      result: Nullable(Type.String()),
      by: Nullable(Type.String()),
    }),
  ),
  /** Known in the customer's country, or as its supplier. */
  competitors: Type.Array(
    Type.Object({ id: Id, name: Type.String(), products: Nullable(Type.String()), supplies: Type.Boolean() }),
  ),
});
export type CustomerStanding = Type.Static<typeof CustomerStanding>;

/** A customer of grade A that a manager is to look at. */
export const DueReview = Type.Object({
  customerId: Id,
  name: Type.String(),
  country: Nullable(Country),
  ownerName: Nullable(Type.String()),
  gradeAt: Timestamp,
  completeness: Type.Integer(),
});
export type DueReview = Type.Static<typeof DueReview>;
