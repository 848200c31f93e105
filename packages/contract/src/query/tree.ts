/** A search as it was asked, typed. Shared by the server, which answers it, and the web, which shows it as a form. */

/** Offsets in the query as it was written, UTF-16: from, and behind the last. */
export type At = readonly [from: number, until: number];

export const TEXT_FIELDS = [
  'from',
  'to',
  'cc',
  'with',
  'customer',
  'owner',
  'account',
  'subject',
  'body',
  'filename',
  'country',
  'in',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

export const DATE_FIELDS = ['before', 'after', 'on'] as const;
export type DateField = (typeof DATE_FIELDS)[number];

/** Fields with a fixed choice of values. */
export const CHOICES = {
  has: ['attachment', 'image', 'link'],
  is: ['unanswered', 'unfiled', 'automatic', 'bounce', 'quarantined'],
  direction: ['inbound', 'outbound', 'internal'],
  kind: ['mail', 'activity', 'customer', 'contact', 'market'],
  type: ['pdf', 'document', 'spreadsheet', 'presentation', 'image', 'archive', 'text', 'mail', 'other'],
  grade: ['A', 'B', 'C', 'D'],
  stage: ['target', 'first-contact', 'negotiation', 'agreement', 'contract', 'delivery', 'after-sales'],
} as const;
export type ChoiceField = keyof typeof CHOICES;

export type QueryNode =
  | { readonly op: 'and' | 'or'; readonly items: readonly QueryNode[]; readonly at: At }
  | { readonly op: 'not'; readonly item: QueryNode; readonly at: At }
  /** `prefix`: it only begins so (price*). */
  | { readonly op: 'word'; readonly text: string; readonly prefix: boolean; readonly at: At }
  | { readonly op: 'phrase'; readonly text: string; readonly at: At }
  | {
      readonly op: 'text';
      readonly field: TextField;
      readonly text: string;
      readonly exact: boolean;
      readonly prefix: boolean;
      readonly at: At;
    }
  | { readonly op: 'choice'; readonly field: ChoiceField; readonly value: string; readonly at: At }
  /** ISO 639-1. */
  | { readonly op: 'lang'; readonly value: string; readonly at: At }
  /** From the first day to the last, both of it; before and after: without it. */
  | {
      readonly op: 'date';
      readonly field: DateField;
      readonly first: string;
      readonly last: string;
      readonly at: At;
    }
  | { readonly op: 'larger'; readonly octets: number; readonly at: At };

export const QUERY_FAULTS = [
  'too-long',
  'too-many',
  'too-deep',
  'unclosed-quote',
  'unclosed-bracket',
  'stray-bracket',
  'unknown-field',
  'missing-value',
  'bad-date',
  'bad-size',
  'bad-choice',
  'missing-operand',
  'nothing-asked',
] as const;
export type QueryFaultCode = (typeof QUERY_FAULTS)[number];

export interface QueryFault {
  readonly code: QueryFaultCode;
  readonly at: At;
  /** What would be right: the fields, or the values, that come nearest first. */
  readonly hints: readonly string[];
}

export type ParsedQuery =
  | { readonly ok: true; readonly tree: QueryNode }
  | { readonly ok: false; readonly fault: QueryFault };
