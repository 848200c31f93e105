import { expect, it } from 'vitest';
import { layOut } from './lay-out.ts';

/** Each glyph a piece of its own, as Chromium prints what is written from the right; ' ' is a gap. */
function row(glyphs: string) {
  let x = 100;
  return [...glyphs].flatMap((text) => {
    x += text === ' ' ? 4 : 6;
    return text === ' ' ? [] : [{ text, x, y: 700, width: 6, height: 12 }];
  });
}

it.each([
  ['ﺎﺒﺣﺮﻣ', 'مرحبا'],
  ['ﺎﺒﺣ ﺮﻣ', 'مر حبا'],
  ['כבא YF-3 דג', 'גד YF-3 אבכ'],
  ['Price כבא 5 USD', 'Price אבכ 5 USD'],
  ['Price list כבא', 'Price list אבכ'],
  ['AB 12', 'AB 12'],
])('%s, as it stands from the left, is read as %s', (printed, read) =>
  expect(layOut(row(printed))).toEqual([[read]]),
);
