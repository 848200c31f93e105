import type { Quote } from '@tradepost/contract';
import { describe, expect, it } from 'vitest';
import { compareQuotes } from './compare-quotes.ts';

const NOTHING = {
  incoterm: null,
  incotermPlace: null,
  validUntil: null,
  quantity: null,
  minQuantity: null,
  quantityUnit: null,
};

const quote = (line: string, amount: number, more: Partial<Quote> = {}): Quote => ({
  source: 'text',
  amount,
  currency: 'USD',
  unit: 'pc',
  product: null,
  terms: NOTHING,
  line,
  at: '2030-01-01T00:00:00Z',
  messageId: 1,
  ...more,
});

const CASES: readonly (readonly [
  what: string,
  mine: Quote,
  his: Quote,
  expected: 'differs' | 'same' | 'apart',
])[] = [
  [
    'the same model',
    quote('LED panel PL-6060: USD 8.40/pc', 8.4),
    quote('PL-6060 price USD 7.90/pc', 7.9),
    'differs',
  ],
  [
    'the same words',
    quote('steel wire rope USD 3/pc', 3),
    quote('Our price for steel wire rope: USD 3', 3),
    'same',
  ],
  ['the same words in Chinese', quote('不锈钢法兰 单价', 8), quote('不锈钢法兰 报价', 9), 'differs'],
  [
    'the product that a person named',
    quote('USD 3', 3, { product: 'Flange' }),
    quote('flange USD 4', 4),
    'differs',
  ],
  ['another product', quote('LED panel USD 8', 8), quote('solar pump USD 9', 9), 'apart'],
  [
    'words of any offer alone',
    quote('Our best price per piece', 8),
    quote('Our best price per piece', 9),
    'apart',
  ],
  ['another currency', quote('PL-6060', 8), quote('PL-6060', 9, { currency: 'EUR' }), 'same'],
  ['another unit', quote('PL-6060', 8), quote('PL-6060', 80, { unit: 'ctn' }), 'same'],
];

describe('compareQuotes', () => {
  it.each(CASES)('%s', (_what, mine, his, expected) => {
    const { comparisons, owner, other } = compareQuotes([mine], [his]);
    if (expected === 'apart') expect([comparisons, owner, other]).toEqual([[], [mine], [his]]);
    else
      expect(comparisons).toMatchObject([{ owner: [mine], other: [his], differs: expected === 'differs' }]);
  });

  it('puts all quotations of one product together, each once', () => {
    const mine = [quote('PL-6060 USD 8', 8), quote('PL-6060 USD 9', 9), quote('pump X1 USD 5', 5)];
    const his = [quote('PL-6060 USD 7', 7), quote('PL-6060 USD 6', 6)];
    const { comparisons, owner, other } = compareQuotes(mine, his);
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]).toMatchObject({ owner: mine.slice(0, 2), other: his, differs: true });
    expect([owner, other]).toEqual([[mine[2]], []]);
  });
});
