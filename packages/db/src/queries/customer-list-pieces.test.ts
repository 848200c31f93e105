import { describe, expect, it } from 'vitest';
import { piecesUpTo } from './customer-list-pieces.ts';

const place = { keyFirst: false, after: null } as const;

describe('the pieces up to one', () => {
  it('are the newest months, and one more in case that a month begins', () => {
    expect(piecesUpTo({ ...place, order: 'last-mail', descending: true }, 24_323, 24_321)).toEqual([
      24_321, 24_322, 24_323, 24_324,
    ]);
  });

  it('are the oldest months behind what never was', () => {
    const oldest = { ...place, order: 'last-contact', descending: false } as const;
    expect(piecesUpTo(oldest, 24_300, 24_301)).toEqual([0, 24_299, 24_300, 24_301]);
    expect(piecesUpTo(oldest, 24_300, 0)).toEqual([0]);
  });

  it('are none where what never was comes last, or where they are many', () => {
    expect(piecesUpTo({ ...place, order: 'last-mail', descending: true }, 24_323, 0)).toBeNull();
    expect(piecesUpTo({ ...place, order: 'created', descending: true }, 24_323, 24_300)).toBeNull();
  });

  it('are tens of percent, the first of which is no sign of what never was', () => {
    expect(piecesUpTo({ ...place, order: 'completeness', descending: false }, 1, 0)).toEqual([-1, 0]);
    expect(piecesUpTo({ ...place, order: 'completeness', descending: true }, 9, 8)).toEqual([8, 9, 10]);
  });
});
