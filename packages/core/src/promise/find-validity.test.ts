import { describe, expect, it } from 'vitest';
import { findValidity } from './find-validity.ts';

const SAID = {
  on: '2026-11-24',
  calendar: {
    weekend: new Set([6, 7]),
    holidays: new Set<string>(),
    yearly: new Set<string>(),
    makeups: new Set<string>(),
  },
};

const CASES: readonly (readonly [line: string, until: string | null])[] = [
  ['The offer is valid until 31 December 2026.', '2026-12-31'],
  ['Prices valid till end of this month', '2026-11-30'],
  ['Validity: 30 days', '2026-12-24'],
  ['This quotation is valid for 15 days from today.', '2026-12-09'],
  ['30 days validity', '2026-12-24'],
  ['valid for two weeks', '2026-12-08'],
  ['Price validity 3 months', '2027-02-22'],
  ['The price holds until Friday', '2026-11-27'],
  ['Offer expires 2026-12-15', '2026-12-15'],
  ['报价有效期：30天', '2026-12-24'],
  ['有效期15天', '2026-12-09'],
  ['报价有效期至2026年12月31日', '2026-12-31'],
  ['本报价有效期一个月', '2026-12-24'],
  ['价格有效至月底', '2026-11-30'],
  ['L/C valid for 60 days'],
  ['The certificate is valid until 31 December 2026', null],
  ['30 days after deposit', null],
  ['valid', null],
].map(([line, until]) => [line as string, until ?? null] as const);

describe('findValidity', () => {
  for (const [line, until] of CASES)
    it(`${line} → ${until}`, () => {
      expect(findValidity(line, SAID)).toBe(until);
    });
});
