import { expect, it } from 'vitest';
import { addParties, parseParties } from './parse-parties.ts';

it('reads what mail programs copy', () => {
  expect(
    parseParties('"Weber, Brent" <brent@x.example>; Ann Li <ann@y.example>，z@z.example\nmailto:q@q.example'),
  ).toEqual([
    { address: 'brent@x.example', name: 'Weber, Brent' },
    { address: 'ann@y.example', name: 'Ann Li' },
    { address: 'z@z.example', name: null },
    { address: 'q@q.example', name: null },
  ]);
});

it('keeps what is no address, to be mended', () => {
  expect(parseParties('brent@x')).toEqual([{ address: 'brent@x', name: null }]);
});

it('has each address once', () => {
  const first = [{ address: 'a@x.example', name: 'Ann' }];
  expect(addParties(first, parseParties('A@X.example, b@x.example, c@x.example'), 2)).toEqual([
    ...first,
    { address: 'b@x.example', name: null },
  ]);
});
