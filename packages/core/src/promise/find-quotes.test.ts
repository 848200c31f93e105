import type { ProposedQuote } from '@tradepost/contract';
import { describe, expect, it } from 'vitest';
import { findQuotes } from './find-quotes.ts';

const SAID = {
  on: '2026-11-24',
  calendar: {
    weekend: new Set([6, 7]),
    holidays: new Set<string>(),
    yearly: new Set<string>(),
    makeups: new Set<string>(),
  },
};

/** product | price | term place | valid until | quantity MOQ unit; what is not said is left out. */
const words = ({ product, amount, terms }: ProposedQuote) =>
  [
    product ?? '?',
    `${amount.amount} ${amount.currency}${amount.unit === null ? '' : `/${amount.unit}`}`,
    ...(terms.incoterm === null ? [] : [`${terms.incoterm} ${terms.incotermPlace ?? ''}`.trim()]),
    ...(terms.validUntil === null ? [] : [`until ${terms.validUntil}`]),
    ...(terms.quantity === null ? [] : [`for ${terms.quantity}`]),
    ...(terms.minQuantity === null ? [] : [`from ${terms.minQuantity} ${terms.quantityUnit ?? ''}`.trim()]),
  ].join(' | ');

const CASES: readonly (readonly [
  name: string,
  text: string,
  language: string | null,
  ...quotes: string[],
])[] = [
  [
    'a sentence',
    'Our best price for the LED panel 600x600 is USD 8.40/pc FOB Ningbo.',
    'en',
    'LED panel 600x600 | 8.4 USD/pc | FOB Ningbo',
  ],
  ['a line', 'LED panel 600x600: USD 8.40/pc', 'en', 'LED panel 600x600 | 8.4 USD/pc'],
  [
    'the product after the price',
    'We can offer USD 3.20/pc for the hinge YF-3021, MOQ 2,000 pcs.',
    'en',
    'hinge YF-3021 | 3.2 USD/pc | from 2000 pc',
  ],
  [
    'a heading above',
    'Door closer DC-85\nPrice: USD 11.50/set CIF Hamburg',
    'en',
    'Door closer DC-85 | 11.5 USD/set | CIF Hamburg',
  ],
  [
    'two terms in a line',
    'Hinge YF-3021: FOB Ningbo USD 3.20/pc, CIF Hamburg USD 3.65/pc',
    'en',
    'Hinge YF-3021 | 3.2 USD/pc | FOB Ningbo',
    'Hinge YF-3021 | 3.65 USD/pc | CIF Hamburg',
  ],
  [
    'terms and validity said once for all',
    'Dear Peter,\n\n1. Hinge YF-3021: USD 3.20/pc\n2. Lock L-77: USD 5.10/set\n\nPrice term: FOB Ningbo. MOQ: 1,000 pcs.\nThe offer is valid for 30 days.\n',
    'en',
    'Hinge YF-3021 | 3.2 USD/pc | FOB Ningbo | until 2026-12-24 | from 1000 pc',
    'Lock L-77 | 5.1 USD/set | FOB Ningbo | until 2026-12-24 | from 1000 pc',
  ],
  [
    'Chinese',
    '铰链YF-3021单价：¥12.5/件，宁波FOB，起订量500件，有效期15天。',
    'zh',
    '铰链YF-3021 | 12.5 CNY/pc | FOB 宁波 | until 2026-12-09 | from 500 pc',
  ],
  ['Chinese, dollars', '型号 LP-6060 报价 8.4美元/个 FOB宁波', 'zh', 'LP-6060 | 8.4 USD/pc | FOB 宁波'],
  ['German', 'Türband YF-3021: 3,20 € pro Stück, EXW Yiwu', 'de', 'Türband YF-3021 | 3.2 EUR/pc | EXW Yiwu'],
  [
    'a least quantity beside one price',
    '铰链YF-3021单价：¥12.5/件，起订量500件\n门锁L-77单价：¥36/套',
    'zh',
    '铰链YF-3021 | 12.5 CNY/pc | from 500 pc',
    '门锁L-77 | 36 CNY/set',
  ],
  [
    'a table of a mail',
    'Item\tUnit price (USD)\tMOQ\nHinge YF-3021\t3.20\t2000 pcs\nLock L-77\t5.10\t500 sets\nFOB Ningbo, valid until 31 Dec 2026',
    'en',
    'Hinge YF-3021 | 3.2 USD | FOB Ningbo | until 2026-12-31 | from 2000 pc',
    'Lock L-77 | 5.1 USD | FOB Ningbo | until 2026-12-31 | from 500 set',
  ],
  [
    'columns made with spaces',
    'YF-3021-1  3" x 2"  26,667  USD 0.380\nYF-3021-2  4" x 3"  1,500  USD 0.445\nFOB Ningbo',
    'en',
    'YF-3021-1 3" x 2" | 0.38 USD | FOB Ningbo | for 26667',
    'YF-3021-2 4" x 3" | 0.445 USD | FOB Ningbo | for 1500',
  ],
  [
    'how a seller gives way',
    'We can go to USD 0.367 CIF Seattle for 40,000 pcs.',
    'en',
    '? | 0.367 USD | CIF Seattle | for 40000',
  ],
  [
    'what is in a carton is not what the price is for',
    'Item\tSize\tFOB Ningbo USD\tpcs/ctn\tMOQ\nYF-3021-1\t3" x 2"\t0.38\t200\t20000',
    'en',
    'YF-3021-1 | 0.38 USD | FOB Ningbo | from 20000',
  ],
  ['a payment', 'We received your balance of USD 12,000.'],
  ['a total', 'Total amount: USD 36,000'],
  ['what is quoted', 'Thanks\n> LED panel: USD 8.40/pc'],
  ['numbers alone', 'Call me at 12.30, PO 4500012345'],
].map(
  ([name, text, language, ...quotes]) =>
    [name as string, text as string, (language ?? null) as string | null, ...(quotes as string[])] as const,
);

describe('findQuotes', () => {
  for (const [name, text, language, ...quotes] of CASES)
    it(name, () => {
      expect(findQuotes(text, { language, said: SAID }).map(words)).toEqual(quotes);
    });

  it('takes no time for a hostile text', () => {
    const started = performance.now();
    findQuotes('price of the USD 1/pc for the '.repeat(20_000), { language: 'en', said: SAID });
    findQuotes('Item\tPrice USD\n'.repeat(20_000), { language: 'en', said: SAID });
    findQuotes(`Item\tPrice USD\n${'x\t1.5\n'.repeat(20_000)}`, { language: 'en', said: SAID });
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
