/** What a person marked on a mail: a promise of ours, a question that is open, a quotation. */
import Type from 'typebox';
import { Body, Id, Nullable, Timestamp } from './common.ts';

export const MARK_KINDS = ['promise', 'question', 'quotation'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];
export const PROMISE_SORTS = ['price', 'delivery', 'warranty', 'payment', 'other'] as const;
export type PromiseSort = (typeof PROMISE_SORTS)[number];
export const MARK_STATES = ['open', 'kept', 'withdrawn'] as const;
export type MarkState = (typeof MARK_STATES)[number];

/** ISO 4217. */
const Currency = Type.String({ pattern: '^[A-Z]{3}$' });
/** A calendar day, `YYYY-MM-DD`. */
const Day = Type.String({ format: 'date' });

/** An amount with its currency, as a mail says it. */
export const Amount = Type.Object({
  amount: Type.Number({ minimum: 0, maximum: 1e13 }),
  currency: Currency,
  /** What it is for: `pc`, `m²`, `MT`; null where the mail does not say. */
  unit: Nullable(Type.String({ maxLength: 40 })),
});
export type Amount = Type.Static<typeof Amount>;

/** Found in a text, for a person to accept. */
export const ProposedAmount = Type.Object({
  ...Amount.properties,
  /** The line that says it. */
  line: Type.String(),
});
export type ProposedAmount = Type.Static<typeof ProposedAmount>;

export const NewMark = Body({
  messageId: Id,
  /** May be left out where the mail is filed to one customer only. */
  customerId: Type.Optional(Id),
  kind: Type.Enum(MARK_KINDS),
  /** With 'promise'. */
  sort: Type.Optional(Type.Enum(PROMISE_SORTS)),
  /** The words of the mail. */
  text: Type.String({ minLength: 1, maxLength: 2000 }),
  product: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
  /** With 'quotation'. */
  amount: Type.Optional(Amount),
  dueOn: Type.Optional(Nullable(Day)),
});
export type NewMark = Type.Static<typeof NewMark>;

export const Mark = Type.Object({
  id: Id,
  messageId: Id,
  customerId: Id,
  kind: Type.Enum(MARK_KINDS),
  sort: Nullable(Type.Enum(PROMISE_SORTS)),
  text: Type.String(),
  product: Nullable(Type.String()),
  amount: Nullable(Amount),
  dueOn: Nullable(Type.String()),
  /** Who of the company wrote the mail; null: the customer, or nobody known. */
  authorId: Nullable(Id),
  authorName: Nullable(Type.String()),
  /** When the mail was sent. */
  saidAt: Timestamp,
  markedByName: Type.String(),
  markedAt: Timestamp,
  state: Type.Enum(MARK_STATES),
  closedByName: Nullable(Type.String()),
  closedAt: Nullable(Timestamp),
});
export type Mark = Type.Static<typeof Mark>;
