import { expect, it } from 'vitest';
import { type Accounting, addsUp, sum } from './accounting.ts';

const box = (over: Partial<Accounting>, included = true): { accounting: Accounting; included: boolean } => ({
  included,
  accounting: {
    server: 10,
    archived: 6,
    duplicates: 2,
    quarantined: 1,
    skipped: 0,
    leftOutByRule: 0,
    vanished: 40,
    missing: 1,
    ...over,
  },
});

it('adds up when every mail on the server has its place; what vanished does not count', () => {
  expect(addsUp(box({}))).toBe(true);
  expect(addsUp(box({ missing: 2 }))).toBe(false);
});

it('does not claim what is not known', () => {
  expect(addsUp(box({ server: 10, missing: null }))).toBe(false);
  expect(addsUp(box({ server: null, missing: null }))).toBe(true);
});

it('sums the columns, and says so where one is not known', () => {
  expect(sum([box({}), box({ archived: 7 })])).toMatchObject({ server: 20, archived: 13, vanished: 80 });
  expect(sum([box({}), box({ server: null })]).server).toBeNull();
  expect(sum([box({}), box({ server: null, missing: null }, false)]).server).toBe(10);
});
