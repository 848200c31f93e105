import { describe, expect, it } from 'vitest';
import { findAmounts } from './find-amounts.ts';

const CASES: readonly (readonly [text: string, language: string | null, ...amounts: string[]])[] = [
  ['Our best price is USD 3.20/pc FOB Ningbo.', 'en', '3.2 USD pc'],
  ['We can offer US$1,250.00 per set.', 'en', '1250 USD set'],
  ['Total: $ 12,345.60 and $0.35 each', 'en', '12345.6 USD', '0.35 USD pc'],
  ['The price is 1,250 USD per MT, CIF Hamburg', 'en', '1250 USD MT'],
  ['USD .35/pc', 'en', '0.35 USD pc'],
  ['unit price USD 1.234/pc', 'en', '1.234 USD pc'],
  ['Stückpreis 1.234,50 € pro Stück', 'de', '1234.5 EUR pc'],
  ['EUR 1.250 je Satz', 'de', '1250 EUR Satz'],
  ['EUR 500,- frei Haus', 'de', '500 EUR'],
  ['Notre prix : 1 234,56 € la pièce', 'fr', '1234.56 EUR pc'],
  ['soit 12 500 € par tonne', 'fr', '12500 EUR MT'],
  ['Preis: 1’250.00 CHF', 'de', '1250 CHF'],
  ['USD 5 100 pcs', 'en', '5 USD'],
  ['单价：¥12.5/件，总价 RMB 36,000', 'zh', '12.5 CNY pc', '36000 CNY'],
  ['每件 12 元', 'zh', '12 CNY pc'],
  ['总金额1.2万元', 'zh', '12000 CNY'],
  ['报价 3.5 美元/套', 'zh', '3.5 USD set'],
  ['CNY 45 per m2', 'en', '45 CNY m²'],
  ['HK$ 880 / carton', 'en', '880 HKD ctn'],
  ['The order of USD 12k stands', 'en', '12000 USD'],
  ['£4.10 per kg or €4.80 per kg', 'en', '4.1 GBP kg', '4.8 EUR kg'],
  ['Price 3.20, 100 pcs, PO 4500012345', 'en'],
  ['Model USDX 500 and EURO6 engines', 'en'],
  ['> USD 9.99/pc\n\nWe can do USD 9.50/pc', 'en', '9.5 USD pc'],
  ['USD 7/pc\n\nOn Mon, 3 Mar 2025 at 10:00, Jean <j@x.example> wrote:\nUSD 6/pc', 'en', '7 USD pc'],
  ['USD 7/pc\nUSD 7/pc', 'en', '7 USD pc'],
  ['free samples: USD 0', 'en'],
  // A line of a price list: quantity, currency, price.
  ['YF-3021-1 3" x 2" 13,333 USD 0.380', 'en', '0.38 USD'],
];

describe('findAmounts', () => {
  for (const [text, language, ...amounts] of CASES)
    it(`${text} (${language})`, () => {
      const found = findAmounts(text, language);
      expect(found.map(({ amount, currency, unit }) => `${amount} ${currency} ${unit ?? ''}`.trim())).toEqual(
        amounts,
      );
    });

  it('keeps the line, so that a person sees what it was for', () => {
    const [found] = findAmounts('Dear Jean,\n  LED panel 600x600: USD 8.40/pc  \nBest', 'en');
    expect(found?.line).toBe('LED panel 600x600: USD 8.40/pc');
  });

  it('takes no time for a hostile text, and proposes no more than a person looks at', () => {
    const started = process.threadCpuUsage();
    findAmounts('1 '.repeat(100_000) + '$'.repeat(100_000), 'fr');
    findAmounts(`${'USD 1,234,'.repeat(50)}\n`.repeat(1_500), 'en');
    expect(process.threadCpuUsage(started).user / 1_000).toBeLessThan(2_000);
    expect(findAmounts(Array.from({ length: 100 }, (_, n) => `USD ${n + 1}`).join('\n'), 'en')).toHaveLength(
      20,
    );
  });
});
