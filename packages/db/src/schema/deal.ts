/** What is marked on mails (promises, questions, quotations), quotations that differ, and complaints. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Day, DefaultJson, DefaultTime, Json, Time } from './columns.ts';

export type MarkKind = 'promise' | 'question' | 'quotation';
export type PromiseSort = 'price' | 'delivery' | 'warranty' | 'payment' | 'other';
export type MarkState = 'open' | 'kept' | 'withdrawn';
export type Incoterm = 'EXW' | 'FCA' | 'CPT' | 'CIP' | 'DAP' | 'DPU' | 'DDP' | 'FAS' | 'FOB' | 'CFR' | 'CIF';
export type QuoteConflictState = 'open' | 'settled' | 'over';
export type ComplaintSort =
  | 'quality'
  | 'quantity'
  | 'delivery'
  | 'packing'
  | 'documents'
  | 'price'
  | 'service'
  | 'other';
export type ComplaintState = 'opened' | 'assigned' | 'corrected' | 'verified' | 'closed' | 'withdrawn';
export type ComplaintStep =
  | 'opened'
  | 'changed'
  | 'assigned'
  | 'corrected'
  | 'verified'
  | 'refused'
  | 'closed'
  | 'reopened'
  | 'withdrawn'
  | 'noted';

/** `numeric` arrives as text. */
type Decimal = ColumnType<string, string | number, string | number>;

/** The attachment of a mail that a quotation was read from, and where in it. */
export interface FoundIn {
  readonly partPath: string;
  readonly fileName: string | null;
  /** Counted from 1; null where the file has none. */
  readonly sheet: number | null;
  readonly page: number | null;
  readonly row: number | null;
}

export interface MailMarkTable {
  id: GeneratedAlways<number>;
  message_id: number;
  customer_id: number;
  kind: MarkKind;
  sort: PromiseSort | null;
  text: string;
  product: string | null;
  product_key: string | null;
  amount: Decimal | null;
  currency: string | null;
  unit: string | null;
  incoterm: Incoterm | null;
  incoterm_place: string | null;
  valid_until: Day | null;
  quantity: Decimal | null;
  min_quantity: Decimal | null;
  quantity_unit: string | null;
  found_in: Json<FoundIn> | null;
  due_on: Day | null;
  author_id: number | null;
  marked_by: number;
  marked_at: DefaultTime;
  state: Generated<MarkState>;
  closed_by: number | null;
  closed_at: Time | null;
}

export interface QuoteConflictTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  product: string;
  product_key: string;
  earlier_id: number;
  later_id: number;
  a_user_id: number;
  b_user_id: number;
  state: Generated<QuoteConflictState>;
  note: string | null;
  settled_by: number | null;
  settled_at: Time | null;
  opened_at: DefaultTime;
}

export interface ComplaintTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  message_id: number | null;
  contact_id: number | null;
  sort: ComplaintSort;
  severity: number;
  what: string;
  product: string | null;
  order_ref: string | null;
  state: Generated<ComplaintState>;
  complained_at: Time;
  opened_at: DefaultTime;
  opened_by: number | null;
  assignee_id: number | null;
  action_due_on: Day;
  close_due_on: Day;
  action: string | null;
  cause: string | null;
  acted_by: number | null;
  acted_at: Time | null;
  verification: string | null;
  verified_by: number | null;
  verified_at: Time | null;
  verified_by_leader: Generated<boolean>;
  closed_by: number | null;
  closed_at: Time | null;
  reason: string | null;
}

export interface ComplaintEntryTable {
  id: GeneratedAlways<number>;
  complaint_id: number;
  step: ComplaintStep;
  text: string | null;
  detail: DefaultJson<Record<string, unknown>>;
  by_id: number | null;
  at: DefaultTime;
}

export interface DealTables {
  mail_mark: MailMarkTable;
  quote_conflict: QuoteConflictTable;
  complaint: ComplaintTable;
  complaint_entry: ComplaintEntryTable;
}
