import { describe, expect, it } from 'vitest';
import { type Comparison, comparePrices, type Priced } from './compare-prices.ts';

const NOTHING = {
  incoterm: null,
  incotermPlace: null,
  validUntil: null,
  quantity: null,
  minQuantity: null,
  quantityUnit: null,
};
const BASE: Priced = {
  amount: 3.2,
  currency: 'USD',
  unit: 'pc',
  terms: NOTHING,
  at: '2026-11-02T08:00:00.000Z',
};
const of = (change: Partial<Omit<Priced, 'terms'>> & { terms?: Partial<Priced['terms']> }): Priced => ({
  ...BASE,
  ...change,
  terms: { ...NOTHING, ...change.terms },
});

const CASES: readonly (readonly [name: string, a: Priced, b: Priced, comparison: Comparison])[] = [
  ['the same price', of({}), of({}), 'same'],
  ['another price', of({}), of({ amount: 2.95 }), 'different'],
  ['another currency', of({}), of({ amount: 2.95, currency: 'EUR' }), 'not-comparable'],
  ['another unit', of({}), of({ amount: 38, unit: 'dozen' }), 'not-comparable'],
  ['a unit that one does not say', of({ unit: null }), of({ amount: 2.95 }), 'different'],
  [
    'FOB and CIF',
    of({ terms: { incoterm: 'FOB' } }),
    of({ amount: 3.6, terms: { incoterm: 'CIF' } }),
    'not-comparable',
  ],
  ['a term that one does not say', of({ terms: { incoterm: 'FOB' } }), of({ amount: 3.6 }), 'different'],
  [
    'another port',
    of({ terms: { incoterm: 'FOB', incotermPlace: 'Ningbo' } }),
    of({ amount: 3.3, terms: { incoterm: 'FOB', incotermPlace: 'Shanghai' } }),
    'not-comparable',
  ],
  [
    'the same port, written otherwise',
    of({ terms: { incoterm: 'FOB', incotermPlace: 'Ningbo' } }),
    of({ amount: 3.3, terms: { incoterm: 'FOB', incotermPlace: 'NINGBO port' } }),
    'different',
  ],
  [
    'another quantity',
    of({ terms: { quantity: 500 } }),
    of({ amount: 2.95, terms: { minQuantity: 5000 } }),
    'not-comparable',
  ],
  [
    'while the earlier one holds',
    of({ terms: { validUntil: '2026-12-31' } }),
    of({ amount: 2.95, at: '2026-12-20T00:00:00.000Z' }),
    'different',
  ],
  [
    'once the earlier one is over',
    of({ terms: { validUntil: '2026-11-10' } }),
    of({ amount: 2.95, at: '2026-11-11T00:00:00.000Z' }),
    'not-comparable',
  ],
  [
    'a month later, where nothing is said',
    of({}),
    of({ amount: 2.95, at: '2026-12-03T00:00:00.000Z' }),
    'not-comparable',
  ],
  ['within the month', of({}), of({ amount: 2.95, at: '2026-12-02T00:00:00.000Z' }), 'different'],
];

describe('comparePrices', () => {
  for (const [name, a, b, comparison] of CASES)
    it(name, () => {
      expect(comparePrices(a, b)).toBe(comparison);
      expect(comparePrices(b, a)).toBe(comparison);
    });
});
