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

/** Incoterms 2020 (International Chamber of Commerce). */
export const INCOTERMS = [
  'EXW',
  'FCA',
  'CPT',
  'CIP',
  'DAP',
  'DPU',
  'DDP',
  'FAS',
  'FOB',
  'CFR',
  'CIF',
] as const;
export type Incoterm = (typeof INCOTERMS)[number];

/** An amount with its currency, as a mail says it. */
export const Amount = Type.Object({
  amount: Type.Number({ minimum: 0, maximum: 1e13 }),
  currency: Currency,
  /** What it is for: `pc`, `m²`, `MT`; null where the mail does not say. */
  unit: Nullable(Type.String({ maxLength: 40 })),
});
export type Amount = Type.Static<typeof Amount>;

const Quantity = Type.Number({ exclusiveMinimum: 0, maximum: 1e13 });
/** Where in a mail's attachment something was read. */
export const FoundIn = Body({
  /** Of the part (RFC 3501 6.4.5), as the mail's attachments have it. */
  partPath: Type.String({ maxLength: 100 }),
  fileName: Nullable(Type.String({ maxLength: 300 })),
  /** Counted from 1; null where the file has none. */
  sheet: Nullable(Type.Integer({ minimum: 1 })),
  page: Nullable(Type.Integer({ minimum: 1 })),
  row: Nullable(Type.Integer({ minimum: 1 })),
});
export type FoundIn = Type.Static<typeof FoundIn>;

/** What a quotation says beside product and price. */
export const QuoteTerms = Type.Object({
  incoterm: Nullable(Type.Enum(INCOTERMS)),
  /** The named place or port that belongs to the term. */
  incotermPlace: Nullable(Type.String({ maxLength: 120 })),
  /** The last day on which it holds. */
  validUntil: Nullable(Day),
  /** That the price is for. */
  quantity: Nullable(Quantity),
  /** The least that is sold (MOQ). */
  minQuantity: Nullable(Quantity),
  /** Of both: `pcs`, `sets`, `cartons`. */
  quantityUnit: Nullable(Type.String({ maxLength: 40 })),
});
export type QuoteTerms = Type.Static<typeof QuoteTerms>;

/** A quotation found in the text or an attachment of a mail, for a person to accept. */
export const ProposedQuote = Type.Object({
  product: Nullable(Type.String()),
  amount: Amount,
  terms: QuoteTerms,
  /** The line or the row that says it. */
  text: Type.String(),
  /** Null: the mail's own text. */
  foundIn: Nullable(FoundIn),
});
export type ProposedQuote = Type.Static<typeof ProposedQuote>;

/** What came of reading a file; `other`: a sort of file that is not read. */
export const QUOTE_FILE_STATES = ['read', 'nothing', 'unreadable', 'too-large', 'other'] as const;
export type QuoteFileState = (typeof QUOTE_FILE_STATES)[number];
export const QuoteFile = Type.Object({
  partPath: Type.String(),
  fileName: Nullable(Type.String()),
  state: Type.Enum(QUOTE_FILE_STATES),
});
export type QuoteFile = Type.Static<typeof QuoteFile>;

/** A sentence of ours that promises something with a day, for a person to accept. */
export const ProposedPromise = Type.Object({
  text: Type.String(),
  sort: Type.Enum(PROMISE_SORTS),
  /** Worked out from the day of the mail. */
  dueOn: Day,
  /** The words that name it: "by Friday". */
  dueWords: Type.String(),
});
export type ProposedPromise = Type.Static<typeof ProposedPromise>;

/** A field that is left out is not said. */
const TermsInput = Body({
  incoterm: Type.Optional(Nullable(Type.Enum(INCOTERMS))),
  incotermPlace: Type.Optional(QuoteTerms.properties.incotermPlace),
  validUntil: Type.Optional(Nullable(Day)),
  quantity: Type.Optional(Nullable(Quantity)),
  minQuantity: Type.Optional(Nullable(Quantity)),
  quantityUnit: Type.Optional(QuoteTerms.properties.quantityUnit),
});
export type TermsInput = Type.Static<typeof TermsInput>;

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
  terms: Type.Optional(TermsInput),
  /** The attachment that it was read from; left out: the text. */
  foundIn: Type.Optional(Nullable(FoundIn)),
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
  /** Of a quotation. */
  terms: Nullable(QuoteTerms),
  foundIn: Nullable(FoundIn),
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

/** Rows of one price list at a time. */
const MOST_QUOTES = 100;
export const NewQuotes = Body({
  messageId: Id,
  /** May be left out where the mail is filed to one customer only. */
  customerId: Type.Optional(Id),
  quotes: Type.Array(
    Body({
      text: NewMark.properties.text,
      product: NewMark.properties.product,
      amount: Amount,
      terms: Type.Optional(TermsInput),
      foundIn: NewMark.properties.foundIn,
    }),
    { minItems: 1, maxItems: MOST_QUOTES },
  ),
});
export type NewQuotes = Type.Static<typeof NewQuotes>;

export const MarkPatch = Body({
  state: Type.Optional(Type.Enum(MARK_STATES)),
  dueOn: Type.Optional(Nullable(Day)),
});
export type MarkPatch = Type.Static<typeof MarkPatch>;

export const QUOTE_CONFLICT_STATES = ['open', 'settled', 'over'] as const;
export type QuoteConflictState = (typeof QUOTE_CONFLICT_STATES)[number];

/** One of two quotations; what it says only where the asker may read the mail. */
export const ConflictSide = Type.Object({
  userId: Id,
  name: Type.String(),
  mark: Nullable(Mark),
});

/** Two people quoted one customer differently for one product, while the older quotation still held. */
export const QuoteConflict = Type.Object({
  id: Id,
  customerId: Id,
  customerName: Type.String(),
  maySeeCustomer: Type.Boolean(),
  product: Type.String(),
  state: Type.Enum(QUOTE_CONFLICT_STATES),
  earlier: ConflictSide,
  later: ConflictSide,
  openedAt: Timestamp,
  note: Nullable(Type.String()),
  settledByName: Nullable(Type.String()),
  settledAt: Nullable(Timestamp),
  maySettle: Type.Boolean(),
});
export type QuoteConflict = Type.Static<typeof QuoteConflict>;
