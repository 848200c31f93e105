/** Numbers in groups, found where they may begin, against the expression that is tried everywhere. */
import { expect, it } from 'vitest';
import { joinedCodes, SPACED } from './joined-codes.ts';

const EVERYWHERE = new RegExp(SPACED.source, 'gu');

/** Where the numbers are; those without a space or a bracket are words. */
const byExpression = (text: string) =>
  [...text.matchAll(EVERYWHERE)].flatMap(({ 0: written, index }) => {
    const digits = written.replace(/\D/g, '').length;
    const trunk = written.includes('(0)') ? 1 : 0;
    return !/[ ()]/.test(written) || digits < 7 || digits - trunk > 17 ? [] : [`${index} ${written}`];
  });

const found = (text: string) => [
  ...new Set(joinedCodes(text).map(({ from, until }) => `${from} ${text.slice(from, until)}`)),
];

const PIECES = [
  ...[
    'tghu',
    'abcj',
    'xyzz',
    'u',
    'au',
    'tel',
    'é',
    '不',
    '𐌰',
    '²',
    '٣',
    ':',
    ',',
    '\n',
    '+',
    '(',
    ')',
    '(0)',
  ],
  ...[
    '0',
    '00',
    '1',
    '12',
    '138',
    '171',
    '147',
    '425',
    '5555',
    '0147',
    '8302',
    '10',
    '00',
    '7',
    '765433',
    '9',
  ],
  ...[
    ' ',
    ' ',
    ' ',
    ' ',
    '-',
    '-',
    '.',
    '/',
    '+49 ',
    '(0574) ',
    '138 5555 0147',
    '8302 10 00',
    'msku 123 456 7',
  ],
];

it('finds in any mixture of digits and signs what the expression finds', () => {
  let state = 1;
  let sum = 0;
  const draw = (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  for (let i = 0; i < 60_000; i++) {
    const text = Array.from({ length: 1 + draw(16) }, () => PIECES[draw(PIECES.length)]).join('');
    const expected = byExpression(text);
    sum += expected.length;
    if (found(text).join('|') !== expected.join('|'))
      expect(found(text), JSON.stringify(text)).toEqual(expected);
  }
  expect(sum).toBeGreaterThan(10_000);
});
