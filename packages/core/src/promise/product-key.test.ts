import { describe, expect, it } from 'vitest';
import { isSameProduct, productKey } from './product-key.ts';

const SAME: readonly (readonly [string, string])[] = [
  ['LED panel 600x600', 'Panel LED 600x600'],
  ['LED strip lights 5050', 'led strip light 5050'],
  ['Hinge YF-3021', 'YF3021 stainless hinge'],
  ['Lathe CK6140', 'CK-6140'],
  ['型号 YF-3021 铰链', '铰链YF-3021'],
  ['铰链', '铰链'],
  ['Door closers', 'door closer'],
  ['Item no. 3021-4', '3021-4'],
];
const OTHER: readonly (readonly [string, string])[] = [
  ['LED panel 600x600', 'LED panel 300x300'],
  ['Hinge YF-3021', 'Hinge YF-3022'],
  ['LED strip 12V', 'LED strip 24V'],
  ['Hinge', 'Hinge YF-3021'],
  ['铰链', '门锁'],
  ['the product', 'our product'],
];

describe('the same product', () => {
  for (const [a, b] of SAME) it(`${a} = ${b}`, () => expect(isSameProduct(a, b)).toBe(true));
  for (const [a, b] of OTHER) it(`${a} ≠ ${b}`, () => expect(isSameProduct(a, b)).toBe(false));

  it('has one key, and a name that says nothing has none', () => {
    expect(productKey('Hinge YF-3021')).toBe(productKey('YF 3021/A YF-3021') === null ? null : 'yf3021');
    expect(productKey('LED panel 600x600')).toBe('600x600 led panel');
    expect(productKey('the product')).toBeNull();
    expect(productKey(null)).toBeNull();
    expect(productKey('x'.repeat(5_000))?.length).toBe(200);
  });
});
