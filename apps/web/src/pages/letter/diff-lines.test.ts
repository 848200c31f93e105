import { expect, it } from 'vitest';
import { diffLines } from './diff-lines.ts';

const said = (before: string, after: string) =>
  diffLines(before, after).map(({ text, change }) => `${{ same: ' ', gone: '-', new: '+' }[change]}${text}`);

it('keeps the lines that both have, in order, and says which came and which went', () => {
  expect(
    said('Dear Maria,\nUSD 2.10 FOB.\nRegards', 'Dear Maria,\nUSD 2.25 FOB Ningbo.\nValid 30 days.\nRegards'),
  ).toEqual([' Dear Maria,', '-USD 2.10 FOB.', '+USD 2.25 FOB Ningbo.', '+Valid 30 days.', ' Regards']);
});

it('takes no notice of ends of lines and blank lines at the end', () => {
  expect(said('a \r\nb\r\n\r\n', 'a\nb')).toEqual([' a', ' b']);
});

it('shows an empty text as gone or new', () => {
  expect(said('', 'Hello')).toEqual(['-', '+Hello']);
});

it('ends soon with texts of any length', () => {
  const many = (word: string) => Array.from({ length: 5_000 }, (_, i) => `${word} ${i}`).join('\n');
  expect(diffLines(many('a'), many('b'))).toHaveLength(10_000);
});
