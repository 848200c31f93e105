/** What is read by tables, against the expressions that say what is read. */
import { expect, it } from 'vitest';
import { scoreFunctionWords } from './score-words.ts';
import { withoutCodes } from './without-codes.ts';

const NO_WORD = /@|:\/\/|^www\.|^[^\u2e80-\uffff]*\d/i;
const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu;

const PIECES = [
  ...[
    'the',
    'and',
    'die',
    'www.',
    'WwW.x',
    'ſww.',
    'http://a',
    'a:b',
    '@',
    'x@y',
    '12',
    '3',
    'ɦ',
    'İ',
    'K',
    'ΟΔΟΣ',
  ],
  ...[
    ' ',
    '  ',
    '\n',
    '\t',
    '\u00a0',
    '\u3000',
    '不锈',
    '〇',
    'не',
    '-',
    "'",
    "l'été",
    '—',
    '😀',
    '𐌰',
    '\u0301',
    'از',
  ],
];

function* mixtures(): Generator<string> {
  let state = 7;
  const draw = (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  for (let i = 0; i < 20_000; i++)
    yield Array.from({ length: draw(30) }, () => PIECES[draw(PIECES.length)]).join(draw(2) === 0 ? ' ' : '');
}

it('keeps the tokens that are no codes', () => {
  for (const text of mixtures()) {
    const tokens = text.split(/\s+/).filter((token) => !NO_WORD.test(token));
    if (withoutCodes(text) !== tokens.join(' ')) expect(withoutCodes(text), text).toBe(tokens.join(' '));
  }
});

it('finds the words of a text', () => {
  for (const text of mixtures()) {
    const found = (text.toLowerCase().match(WORD) ?? []).filter((word) => word.length > 1);
    const languages = new Map(found.map((word) => [word, ['en']]));
    const { hits, distinct } = scoreFunctionWords(text, languages.set('und', ['de']));
    if (hits !== found.length || distinct !== new Set(found).size)
      expect({ hits, distinct }, text).toEqual({ hits: found.length, distinct: new Set(found).size });
  }
});
