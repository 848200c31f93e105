import { describe, expect, it } from 'vitest';
import { formatMultirange, parseMultirange, withoutUids } from './uid-ranges.ts';

describe('UID ranges', () => {
  it('reads and writes what Postgres writes', () => {
    expect(parseMultirange('{}')).toEqual([]);
    expect(parseMultirange('{[1,501),[700,701)}')).toEqual([
      { first: 1, last: 500 },
      { first: 700, last: 700 },
    ]);
    expect(formatMultirange(parseMultirange('{[1,501),[700,701)}'))).toBe('{[1,501),[700,701)}');
  });
  it('refuses what is not bounded', () => {
    expect(() => parseMultirange('{(,5)}')).toThrow(SyntaxError);
    expect(() => parseMultirange('[1,2)')).toThrow(SyntaxError);
  });
  it('takes single UIDs out of a range', () => {
    expect(withoutUids({ first: 1, last: 10 }, [1, 5, 6, 10, 99])).toEqual([
      { first: 2, last: 4 },
      { first: 7, last: 9 },
    ]);
    expect(withoutUids({ first: 3, last: 3 }, [3])).toEqual([]);
    expect(withoutUids({ first: 3, last: 4 }, [])).toEqual([{ first: 3, last: 4 }]);
  });
});
