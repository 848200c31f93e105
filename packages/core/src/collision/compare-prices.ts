/** Whether two quotations of one product contradict each other. Pure. */
import type { Amount, QuoteTerms } from '@tradepost/contract';
import { addDays } from '../calendar/days.ts';

export interface Priced extends Pick<Amount, 'amount' | 'currency' | 'unit'> {
  readonly terms: QuoteTerms;
  /** Of the mail that says it: RFC 3339. */
  readonly at: string;
}

/** A price holds a month where nothing is said: what exporters' quotations say most. */
export const USUAL_VALIDITY_DAYS = 30;

export type Comparison = 'same' | 'different' | 'not-comparable';

/**
 * Another currency, unit, term of delivery, place or quantity makes another price; so does a later one, once the earlier
 * holds no longer. What one of them does not say is taken to be the same.
 */
export function comparePrices(a: Priced, b: Priced): Comparison {
  const [earlier, later] = a.at <= b.at ? [a, b] : [b, a];
  const comparable =
    a.currency === b.currency &&
    agree(a.unit, b.unit) &&
    agree(a.terms.incoterm, b.terms.incoterm) &&
    agree(place(a), place(b)) &&
    agree(quantity(a), quantity(b)) &&
    later.at.slice(0, 10) <= holdsUntil(earlier);
  if (!comparable) return 'not-comparable';
  return a.amount === b.amount ? 'same' : 'different';
}

/** The last day, `YYYY-MM-DD`. */
export const holdsUntil = ({ terms, at }: Priced): string =>
  terms.validUntil ?? addDays(at.slice(0, 10), USUAL_VALIDITY_DAYS);

const agree = <T>(a: T | null, b: T | null) => a === null || b === null || a === b;
const place = ({ terms }: Priced) =>
  terms.incotermPlace === null
    ? null
    : terms.incotermPlace
        .normalize('NFKC')
        .toLowerCase()
        .replace(/\b(?:port|seaport|airport|city|china)\b|港|市/g, ' ')
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim();
const quantity = ({ terms }: Priced) => terms.quantity ?? terms.minQuantity;
