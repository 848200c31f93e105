/** Two records of one customer, or of one person, made one; and back. */
import Type from 'typebox';
import { Body, Country, Id, Nullable, Timestamp } from './common.ts';
import { CONTACT_MERGE_FIELDS, CUSTOMER_MERGE_FIELDS } from '../values/merge.ts';

const Side = Type.Union([Type.Literal('target'), Type.Literal('source')]);

/** Both values of a field; `wins` is what the merge takes unless told otherwise. */
const FieldPair = Type.Object({
  field: Type.String(),
  target: Nullable(Type.String()),
  source: Nullable(Type.String()),
  wins: Side,
});

const CustomerSide = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  ownerId: Nullable(Id),
  ownerName: Nullable(Type.String()),
  createdAt: Timestamp,
  contacts: Type.Integer(),
  addresses: Type.Array(Type.String()),
  domains: Type.Array(Type.String()),
  /** On the timeline; counted up to 10,000. */
  entries: Type.Integer(),
  activities: Type.Integer(),
  lastEntryAt: Nullable(Timestamp),
});
export type MergeSide = Type.Static<typeof CustomerSide>;

export const MergePreview = Type.Object({
  target: CustomerSide,
  source: CustomerSide,
  fields: Type.Array(FieldPair),
  /** The source's salesperson works on the target as well from then on. */
  addsCollaborator: Nullable(Type.String()),
});
export type MergePreview = Type.Static<typeof MergePreview>;

export const ContactMergePreview = Type.Object({
  target: Type.Object({ id: Id, name: Nullable(Type.String()), addresses: Type.Array(Type.String()) }),
  source: Type.Object({ id: Id, name: Nullable(Type.String()), addresses: Type.Array(Type.String()) }),
  fields: Type.Array(FieldPair),
});
export type ContactMergePreview = Type.Static<typeof ContactMergePreview>;

const choice = <const F extends readonly string[]>(fields: F) =>
  Type.Optional(
    Body(
      Object.fromEntries(fields.map((field) => [field, Type.Optional(Side)])) as Record<
        F[number],
        Type.TOptional<typeof Side>
      >,
    ),
  );

export const CustomerMergeInput = Body({
  /** What is merged into the customer of the path, and lives on in it. */
  sourceId: Id,
  fields: choice(CUSTOMER_MERGE_FIELDS),
});
export type CustomerMergeInput = Type.Static<typeof CustomerMergeInput>;

export const ContactMergeInput = Body({ sourceId: Id, fields: choice(CONTACT_MERGE_FIELDS) });
export type ContactMergeInput = Type.Static<typeof ContactMergeInput>;

export const MERGE_STATES = ['joining', 'joined', 'undoing', 'undone'] as const;

export const Merge = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('customer'), Type.Literal('contact')]),
  customerId: Id,
  customerName: Type.String(),
  sourceCustomerId: Nullable(Id),
  /** Of the customer or the contact that was merged into the other. */
  sourceName: Nullable(Type.String()),
  contactId: Nullable(Id),
  sourceContactId: Nullable(Id),
  /** `joining` and `undoing`: a long timeline is still on its way. */
  state: Type.Enum(MERGE_STATES),
  mergedByName: Nullable(Type.String()),
  mergedAt: Timestamp,
  /** Until then it can be undone. */
  undoUntil: Timestamp,
  undoneAt: Nullable(Timestamp),
});
export type Merge = Type.Static<typeof Merge>;

export const DUPLICATE_REASONS = ['domain', 'phone', 'name'] as const;

const Likely = Type.Object({
  id: Id,
  name: Type.String(),
  country: Nullable(Country),
  ownerName: Nullable(Type.String()),
});

export const DuplicatePair = Type.Object({
  /** The older record, which a merge would keep. */
  target: Likely,
  source: Likely,
  reason: Type.Enum(DUPLICATE_REASONS),
  /** What they have in common. */
  value: Type.String(),
  /** From 0 to 1: how sure. */
  score: Type.Number(),
});
export type DuplicatePair = Type.Static<typeof DuplicatePair>;
