import { expect, test } from 'vitest';
import { inRanges, sequenceSets, toRanges } from './uid-range.ts';

test('UIDs become the fewest ranges and back', () => {
  const ranges = toRanges([1, 2, 3, 7, 9, 10]);
  expect(ranges).toEqual([
    { first: 1, last: 3 },
    { first: 7, last: 7 },
    { first: 9, last: 10 },
  ]);
  expect(sequenceSets(ranges)).toEqual(['1:3,7,9:10']);
  expect([1, 3, 4, 7, 10, 11].filter((uid) => inRanges(uid, ranges))).toEqual([1, 3, 7, 10]);
});

test('a long set is cut so that no command line is', () => {
  const uids = Array.from({ length: 5_000 }, (_, index) => 4_000_000_000 + index * 2);
  const sets = sequenceSets(toRanges(uids));
  expect(sets.every((set) => set.length <= 4_000)).toBe(true);
  expect(sets.join(',').split(',').map(Number)).toEqual(uids);
});

test.each([
  { first: 0, last: 3 },
  { first: 5, last: 4 },
  { first: 1, last: 4_294_967_296 },
  { first: 1.5, last: 2 },
])('%j is refused', (range) => expect(() => sequenceSets([range])).toThrow(RangeError));
