import { describe, expect, it } from 'vitest';
import { Suspects } from './suspects.ts';

describe('a mail at whose fetch the session ended', () => {
  it('is set aside at once, and its habit is proven at the third time', () => {
    const suspects = new Suspects();
    expect(suspects.blame(1, 7, 5)).toBe(false);
    expect(suspects.of(1, 7)).toEqual([5]);
    expect(suspects.blame(1, 7, 5)).toBe(false);
    expect(suspects.blame(1, 7, 5)).toBe(true);
  });
  it('is no suspect in another mailbox or generation, nor when it came after all', () => {
    const suspects = new Suspects();
    suspects.blame(1, 7, 5);
    expect([suspects.of(2, 7), suspects.of(1, 8)]).toEqual([[], []]);
    suspects.acquit(1, 7, 5);
    expect(suspects.of(1, 7)).toEqual([]);
  });
  it('has its turn after those that were blamed less', () => {
    const suspects = new Suspects();
    for (const uid of [5, 5, 9, 3, 3, 3]) suspects.blame(1, 7, uid);
    expect(suspects.of(1, 7)).toEqual([9, 5, 3]);
  });
  it('is one of a bounded number', () => {
    const suspects = new Suspects();
    for (let uid = 1; uid <= 5_000; uid++) suspects.blame(1, 7, uid);
    expect(suspects.of(1, 7).length).toBe(1_000);
  });
});
