import { describe, expect, it } from 'vitest';
import { findIncoterms } from './find-incoterm.ts';

const CASES: readonly (readonly [line: string, ...found: string[]])[] = [
  ['Our best price is USD 3.20/pc FOB Ningbo.', 'FOB Ningbo'],
  ['FOB Ningbo: USD 3.20, CIF Hamburg: USD 3.65', 'FOB Ningbo', 'CIF Hamburg'],
  ['USD 1,250 per MT, CIF Hamburg Port, Germany', 'CIF Hamburg Port, Germany'],
  ['Price term: FOB NINGBO', 'FOB Ningbo'],
  ['CFR Ho Chi Minh City', 'CFR Ho Chi Minh City'],
  ['price fob Shanghai', 'FOB Shanghai'],
  ['FOB price is USD 3', 'FOB'],
  ['FOB, USD 3.20', 'FOB'],
  ['EXW our factory', 'EXW'],
  ['ex works Yiwu', 'EXW Yiwu'],
  ['DDP New York (Incoterms 2020)', 'DDP New York'],
  ['DAP Warsaw Incoterms® 2020', 'DAP Warsaw'],
  ['DPU Rotterdam', 'DPU Rotterdam'],
  ['FAS Santos', 'FAS Santos'],
  ['CPT Almaty; CIP Tashkent', 'CPT Almaty', 'CIP Tashkent'],
  ['FCA Shenzhen airport', 'FCA Shenzhen'],
  ['C&F Lagos', 'CFR Lagos'],
  ['CNF Santos', 'CFR Santos'],
  ['DDU Moscow', 'DAP Moscow'],
  ['DAT Hamburg', 'DPU Hamburg'],
  ['FOB Ningbo. Payment 30% deposit', 'FOB Ningbo'],
  ['FOB Qingdao Payment T/T', 'FOB Qingdao'],
  ['FOB宁波 USD 3.2', 'FOB 宁波'],
  ['FOB 宁波价：3.2美元', 'FOB 宁波'],
  ['宁波FOB价 3.2 美元', 'FOB 宁波'],
  ['上海港 FOB', 'FOB 上海'],
  ['CIF汉堡港', 'CIF 汉堡'],
  ['我们报价为FOB', 'FOB'],
  ['离岸价（宁波）3.2美元', 'FOB 宁波'],
  ['到岸价 USD 3.8', 'CIF'],
  ['出厂价 12 元', 'EXW'],
  ['FOB价格 3.2', 'FOB'],
  // Other things of the same letters.
  ['Iberia Luz S.L. CIF: B12345678'],
  ['complies with 21 CFR 177.1520'],
  ['We need a fas answer'],
  ['Model FOB-200'],
  ['the cap is dat blue, cip'],
  ['DAPHNE and FOBIA'],
  ['Nothing of that'],
];

describe('findIncoterms', () => {
  for (const [line, ...found] of CASES)
    it(`${line} → ${found.join(' + ') || 'none'}`, () => {
      expect(
        findIncoterms(line).map(({ term, place }) => (place === null ? term : `${term} ${place}`)),
      ).toEqual(found);
    });

  it('takes no time for a hostile line', () => {
    const started = performance.now();
    findIncoterms('FOB '.repeat(50_000));
    findIncoterms(`FOB ${'Aa, '.repeat(50_000)}`);
    findIncoterms('宁波'.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
