import { expect, it } from 'vitest';
import { rangesWithin, splitText, startsOf } from './split-text.ts';

const joined = (text: string) =>
  splitText(text)
    .map(({ parts }) => parts.map((part) => (typeof part === 'string' ? part : part.url)).join(''))
    .join('\n');

it('tells quoted lines from new ones', () => {
  expect(splitText('Yes.\n> How much?\n>> Hi\nLi')).toEqual([
    { quoted: false, parts: ['Yes.'] },
    { quoted: true, parts: ['> How much?\n>> Hi'] },
    { quoted: false, parts: ['Li'] },
  ]);
});

it('finds web addresses without the full stop behind them', () => {
  expect(splitText('See https://a.example/x?y=1. Or (http://b.example)！')[0]!.parts).toEqual([
    'See ',
    { url: 'https://a.example/x?y=1' },
    '. Or (',
    { url: 'http://b.example' },
    ')！',
  ]);
});

it('makes no link of any other scheme', () => {
  expect(splitText('javascript:alert(1) data:text/html,x file:///etc')[0]!.parts).toHaveLength(1);
});

it('loses not a character', () => {
  const text = '\n> a\n\nhttps://x.example/。中文\n> \n';
  expect(joined(text)).toBe(text);
});

it('leaves a huge text alone', () => {
  expect(splitText('http://x.example '.repeat(20_000))).toHaveLength(1);
});

it('knows where each piece stands, so that what was found is marked in it', () => {
  const text = 'price at https://a.test/price now\n> old price\n> x\nlast price';
  const blocks = splitText(text);
  const found = [...text.matchAll(/price/g)].map(({ index }): [number, number] => [index, index + 5]);
  const starts = startsOf(blocks);
  const marked = blocks.flatMap(({ parts }, b) =>
    parts.flatMap((part, p) => {
      const shown = typeof part === 'string' ? part : part.url;
      return rangesWithin(found, starts[b]?.[p] ?? 0, shown.length).map(([from, until]) =>
        shown.slice(from, until),
      );
    }),
  );
  expect(marked).toEqual(['price', 'price', 'price', 'price']);
});
