/** The list of customers: what it can be filtered and ordered by, saved segments, bulk changes, duplicates. */
import Type from 'typebox';
import { Body, Country, Grade, Id, Nullable, Timestamp } from './common.ts';
import { PREFERRED_CHANNELS } from './contact.ts';
import { CustomerSummary } from './customer.ts';
import { Direction } from './message.ts';
import { Stage } from './record.ts';
import { LACKED_PARTS } from '../values/record.ts';

const optional = <T extends Type.TSchema>(schema: T) => Type.Optional(schema);
const words = (maxLength = 200) => optional(Type.String({ minLength: 1, maxLength }));
/** One or several of these, with commas between. */
const listOf = (one: string, most: number) =>
  optional(Type.String({ pattern: `^(${one})(,(${one})){0,${most - 1}}$` }));
const ids = listOf('[1-9][0-9]{0,14}', 200);
const days = optional(Type.Integer({ minimum: 0, maximum: 36_500 }));
const day = optional(Type.String({ format: 'date' }));

/** Fields of which the list can tell who has a value and who has none; the company's own ones as `own.` and the key. */
export const FILLABLE_FIELDS = [
  ...LACKED_PARTS,
  'localName',
  'country',
  'region',
  'city',
  'address',
  'timeZone',
  'language',
  'website',
  'source',
  'batch',
  'businessType',
  'scale',
  'grade',
  'relationshipType',
  'preferredChannel',
  'tags',
  'productsOfInterest',
  'productsInUse',
  'usageNote',
  'evaluation',
  'suppliers',
  'note',
] as const;
export type FillableField = (typeof FILLABLE_FIELDS)[number];
const fields = listOf(`${FILLABLE_FIELDS.join('|')}|own\\.[a-z][a-z0-9_]{0,39}`, 20);

export const LIST_WHOSE = ['mine', 'shared', 'team', 'nobody'] as const;

/**
 * The same in an address, in a saved segment and in a bulk change: what is not given does not narrow. Fields of several
 * values take any of them, with commas between; `-` stands for none.
 */
export const CustomerFilter = Body({
  /** Words in names, people, addresses, domains or numbers, in any script; all of them. */
  search: words(),
  /** Own; those one works on beside the owner; one's people's; nobody's. */
  whose: optional(Type.Enum(LIST_WHOSE)),
  owner: ids,
  /** Departments with those below them: of whoever belongs there. */
  department: ids,
  /** Who works on it beside the owner. */
  collaborator: optional(Id),
  country: listOf('[A-Z]{2}', 60),
  region: words(),
  city: words(),
  grade: listOf('[ABCD-]', 5),
  stage: listOf('[a-z-]{1,30}', 10),
  relationshipType: listOf('[a-z-]{1,30}', 10),
  keyAccount: optional(Type.Boolean()),
  source: words(),
  batch: ids,
  /** A key of the company's list, or its name in English or Chinese. */
  businessType: words(),
  scale: words(),
  /** BCP 47. */
  language: listOf('[a-z]{2,3}(-[A-Za-z0-9]{2,8})*', 20),
  preferredChannel: listOf(PREFERRED_CHANNELS.join('|'), PREFERRED_CHANNELS.length),
  tag: words(),
  /** Of interest. */
  product: words(),
  productInUse: words(),
  /** From whom else it buys, by name. */
  supplier: words(),
  /** Words in each of these texts; all of them. */
  address: words(),
  evaluation: words(),
  usageNote: words(),
  note: words(),
  /** Of the company's own fields: key, colon, value; several, each on a line of its own, narrow together. */
  custom: optional(
    Type.String({
      pattern: '^[a-z][a-z0-9_]{0,39}:[^\\n]+(\\n[a-z][a-z0-9_]{0,39}:[^\\n]+){0,9}$',
      maxLength: 2_000,
    }),
  ),
  /** Fields that have a value, and fields that have none. */
  filled: fields,
  empty: fields,
  /** Per cent. */
  completenessBelow: optional(Type.Integer({ minimum: 1, maximum: 100 })),
  /** No mail sent and no activity done for so many days, or never. */
  noContactDays: days,
  neverContacted: optional(Type.Boolean()),
  /** Not verified, or made, for so many days. */
  notVerifiedDays: days,
  createdFrom: day,
  /** This day is included. Days are those of the company. */
  createdTo: day,
  /** Those that were taken off the lists, in place of those on them. */
  archived: optional(Type.Boolean()),
});
export type CustomerFilter = Type.Static<typeof CustomerFilter>;
/** For the web app, which has the contract's plain facts but not its schemas. */
export const CUSTOMER_FILTER_KEYS = Object.keys(CustomerFilter.properties) as (keyof CustomerFilter)[];

export const LIST_ORDERS = [
  'name',
  'last-mail',
  'last-contact',
  'next-contact',
  'created',
  'completeness',
  'verified',
] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

export const ListOrderQuery = {
  order: Type.Optional(Type.Enum(LIST_ORDERS)),
  /** By default names and dates to come begin with the first, dates gone by with the newest. */
  descending: Type.Optional(Type.Boolean()),
  /** Key accounts first; by default where the list is one to work through: by next contact, by verification, dormant ones. */
  keyFirst: Type.Optional(Type.Boolean()),
};

export const ListedCustomer = Type.Object({
  ...CustomerSummary.properties,
  localName: Nullable(Type.String()),
  city: Nullable(Type.String()),
  stage: Stage,
  keyAccount: Type.Boolean(),
  tags: Type.Array(Type.String()),
  completeness: Type.Integer(),
  lastContactAt: Nullable(Timestamp),
  nextContactOn: Nullable(Type.String()),
  verifiedAt: Nullable(Timestamp),
  createdAt: Timestamp,
});
export type ListedCustomer = Type.Static<typeof ListedCustomer>;

/** How many there are; not exact: an estimate from statistics of the database. */
export const ListTotal = Type.Object({ count: Type.Integer(), exact: Type.Boolean() });
export type ListTotal = Type.Static<typeof ListTotal>;

const segmentName = Type.String({ minLength: 1, maxLength: 100 });
export const SegmentFilter = Body({ ...CustomerFilter.properties, ...ListOrderQuery });
export type SegmentFilter = Type.Static<typeof SegmentFilter>;
/** A filter with a name, for oneself or for everybody; each sees in it what he may see. */
export const Segment = Type.Object({
  id: Id,
  name: Type.String(),
  filter: SegmentFilter,
  shared: Type.Boolean(),
  mine: Type.Boolean(),
  /** One's own; of who has left, for administrators. */
  mayRemove: Type.Boolean(),
  ownerName: Type.String(),
});
export type Segment = Type.Static<typeof Segment>;
export const SegmentInput = Body({ name: segmentName, filter: SegmentFilter, shared: Type.Boolean() });
export const SegmentPatch = Body({
  name: Type.Optional(segmentName),
  filter: Type.Optional(SegmentFilter),
  shared: Type.Optional(Type.Boolean()),
});

const tag = Type.String({ minLength: 1, maxLength: 50 });
/** One thing to do to each. */
export const BulkChange = Type.Union([
  Body({ kind: Type.Literal('assign'), ownerId: Id, reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  Body({ kind: Type.Literal('to-pool'), reason: Type.String({ minLength: 1, maxLength: 500 }) }),
  Body({ kind: Type.Literal('add-tag'), tag }),
  Body({ kind: Type.Literal('remove-tag'), tag }),
  Body({
    kind: Type.Literal('set-grade'),
    grade: Nullable(Grade),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  Body({
    kind: Type.Literal('set-stage'),
    stage: Stage,
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  Body({ kind: Type.Literal('add-collaborator'), userId: Id, canEdit: Type.Boolean() }),
]);
export type BulkChange = Type.Static<typeof BulkChange>;
export const BulkInput = Body({
  change: BulkChange,
  /** Either these or all that the filter finds. */
  customerIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1_000 })),
  filter: Type.Optional(CustomerFilter),
});

export const SAMENESS_REASONS = ['address', 'domain', 'phone', 'name'] as const;
export const DuplicateDraft = Body({
  names: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 4 })),
  addresses: Type.Optional(Type.Array(Type.String({ maxLength: 320 }), { maxItems: 50 })),
  domains: Type.Optional(Type.Array(Type.String({ maxLength: 253 }), { maxItems: 50 })),
  phones: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 })),
  exceptId: Type.Optional(Id),
});
export const Duplicate = Type.Object({
  reason: Type.Enum(SAMENESS_REASONS),
  value: Type.String(),
  /** 0 to 1. */
  score: Type.Number(),
  blocks: Type.Boolean(),
  /** Nobody's, in the public pool: to be claimed. */
  inPool: Type.Boolean(),
  /** Null: a colleague's. */
  customer: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      ownerId: Nullable(Id),
      ownerName: Nullable(Type.String()),
    }),
  ),
});
export type Duplicate = Type.Static<typeof Duplicate>;

/** One search over customers and what happened with them; what one may see of each, newest first. */
export const Found = Type.Object({
  customers: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      localName: Nullable(Type.String()),
      country: Nullable(Country),
      grade: Nullable(Grade),
      ownerName: Nullable(Type.String()),
    }),
  ),
  contacts: Type.Array(
    Type.Object({
      id: Id,
      customerId: Id,
      customerName: Type.String(),
      name: Nullable(Type.String()),
      address: Nullable(Type.String()),
    }),
  ),
  activities: Type.Array(
    Type.Object({
      id: Id,
      customerId: Id,
      customerName: Type.String(),
      kind: Type.String(),
      at: Timestamp,
      text: Type.String(),
    }),
  ),
  messages: Type.Array(
    Type.Object({
      id: Id,
      subject: Type.String(),
      from: Nullable(Type.String()),
      at: Timestamp,
      direction: Direction,
      customerId: Nullable(Id),
      customerName: Nullable(Type.String()),
    }),
  ),
  /** Of activities and of mails only so many of the newest were looked at. */
  lookedAt: Type.Integer(),
});
export type Found = Type.Static<typeof Found>;
