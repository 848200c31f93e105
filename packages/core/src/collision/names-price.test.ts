import { expect, it } from 'vitest';
import { namesPrice } from './names-price.ts';

it.each([
  ['LED panel: USD 8.40/pc', 'pc', true],
  ['YF-3021-1 3" x 2" 13,333 USD 0.380', null, true],
  ['Our best price is USD 3.20 FOB Ningbo', null, true],
  ['单价 12 元', null, true],
  ['Balance due: USD 21,166.42.', null, false],
  ['We can see USD 8,775.64 on our account. Bank charges were 25 USD', null, false],
  ['Please find PI YF25-041 attached, total USD 30,237.74.', null, false],
  ['尾款 USD 3,000 请安排', null, false],
  ['Thank you for the 500 USD', null, false],
] as const)('%s', (line, unit, expected) => expect(namesPrice(line, unit)).toBe(expected));
