import { describe, expect, it } from 'vitest';
import { readPriceTable, type Standing, type TablePrice } from './read-price-table.ts';

const NOTHING: Standing = { incoterm: null, incotermPlace: null, validUntil: null, currency: null };
const USD: Standing = { ...NOTHING, currency: 'USD' };

/** product | price | term | quantity | least. */
const words = ({ product, amount, currency, unit, terms }: TablePrice) =>
  [
    product,
    `${amount} ${currency}${unit === null ? '' : `/${unit}`}`,
    ...(terms.incoterm === null ? [] : [`${terms.incoterm} ${terms.incotermPlace ?? ''}`.trim()]),
    ...(terms.quantity === null ? [] : [`for ${terms.quantity}`]),
    ...(terms.minQuantity === null ? [] : [`from ${terms.minQuantity} ${terms.quantityUnit ?? ''}`.trim()]),
  ].join(' | ');

const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

const CASES: readonly (readonly [name: string, table: string, standing: Standing, ...prices: string[]])[] = [
  [
    'item, unit price, MOQ',
    `Quotation no. Q-118
     Item | Description | Unit Price (USD/pc) | MOQ
     YF-3021 | Stainless hinge | 3.2 | 2000
     L-77 | Door lock | 5.1 | 500`,
    NOTHING,
    'YF-3021 Stainless hinge | 3.2 USD/pc | from 2000',
    'L-77 Door lock | 5.1 USD/pc | from 500',
  ],
  [
    'Chinese heads',
    `序号 | 型号 | 品名 | 单位 | 单价(美元) | 起订量
     1 | YF-3021 | 不锈钢铰链 | 件 | 3.20 | 2000件
     2 | L-77 | 门锁 | 套 | 5.10 | 500套
     合计 | | | | 8.30 |`,
    NOTHING,
    'YF-3021 不锈钢铰链 | 3.2 USD/pc | from 2000 pc',
    'L-77 门锁 | 5.1 USD/set | from 500 set',
  ],
  [
    'a price by each term of delivery',
    `Model | FOB Ningbo (USD) | CIF Hamburg (USD)
     YF-3021 | 3.20 | 3.65`,
    NOTHING,
    'YF-3021 | 3.2 USD | FOB Ningbo',
    'YF-3021 | 3.65 USD | CIF Hamburg',
  ],
  [
    'heads over two rows',
    `Item No. | Product | Unit price (USD) | |
     | | FOB Ningbo | CIF Santos |
     YF-3021 | Hinge | 3.20 | 3.70 |`,
    NOTHING,
    'YF-3021 Hinge | 3.2 USD | FOB Ningbo',
    'YF-3021 Hinge | 3.7 USD | CIF Santos',
  ],
  [
    'prices by quantity',
    `Product | 500-999 pcs | 1,000-4,999 pcs | 5000+
     Hinge YF-3021 | $3.40 | $3.20 | $2.95`,
    NOTHING,
    'Hinge YF-3021 | 3.4 USD | for 500',
    'Hinge YF-3021 | 3.2 USD | for 1000',
    'Hinge YF-3021 | 2.95 USD | for 5000',
  ],
  [
    'a currency in the cells, a total beside the price',
    `Description | Qty | Unit Price | Amount
     LED panel 600x600 | 1,000 pcs | US$8.40 | US$8,400.00
     TOTAL | | | US$8,400.00`,
    NOTHING,
    'LED panel 600x600 | 8.4 USD | for 1000',
  ],
  [
    'a column of currencies, merged cells',
    `Product | Price | Currency | Quantity
     Hinge | 3.20 | USD | 1000
     | 2.95 | EUR | 5000`,
    NOTHING,
    'Hinge | 3.2 USD | for 1000',
    'Hinge | 2.95 EUR | for 5000',
  ],
  [
    'a workbook’s own digits, and what stands for all',
    `品名 | 单价
     铰链 | 3.2000000000000002
     门锁 | 1234.5`,
    { incoterm: 'FOB', incotermPlace: '宁波', validUntil: '2026-12-31', currency: 'USD' },
    '铰链 | 3.2 USD | FOB 宁波',
    '门锁 | 1234.5 USD | FOB 宁波',
  ],
  [
    'two tables',
    `Item | Price USD
     Hinge | 3.20

     Spare parts
     Part no. | Price EUR
     SP-1 | 0.40`,
    NOTHING,
    'Hinge | 3.2 USD',
    'SP-1 | 0.4 EUR',
  ],
  [
    'no price without a currency',
    `Item | Price
     Hinge | 3.20`,
    NOTHING,
  ],
  [
    'an invoice without unit prices, and a packing list',
    `Item | Total amount (USD)
     Hinge | 3200
     Item | Cartons | G.W.
     Hinge | 12 | 240`,
    USD,
  ],
  [
    'words in the column of prices',
    `Item | Unit price (USD)
     Hinge | to be confirmed
     Lock | n/a
     Bolt | 0.12`,
    NOTHING,
    'Bolt | 0.12 USD',
  ],
];

describe('readPriceTable', () => {
  for (const [name, text, standing, ...prices] of CASES)
    it(name, () => {
      expect(readPriceTable(table(text), standing, 'en').prices.map(words)).toEqual(prices);
    });

  it('reads a comma before the decimals where the language writes so', () => {
    const rows = table('Artikel | Preis EUR\nTürband | 3,20\nSchloss | 1.234,50');
    expect(readPriceTable(rows, NOTHING, 'de').prices.map(words)).toEqual([
      'Türband | 3.2 EUR',
      'Schloss | 1234.5 EUR',
    ]);
  });

  it('ends with what a person looks at', () => {
    const rows = [['Item', 'Price USD'], ...Array.from({ length: 5_000 }, (_, n) => [`P-${n}`, '1.5'])];
    expect(readPriceTable(rows, NOTHING, 'en').prices).toHaveLength(200);
  });
});
