import { hasFlag } from 'country-flag-icons';
import { expect, it } from 'vitest';
import { COUNTRY_CODES } from './country-codes.ts';
import { makeFormat } from './make-format.ts';

it('holds each of the 249 countries once', () => {
  expect(new Set(COUNTRY_CODES).size).toBe(249);
  expect(COUNTRY_CODES).toHaveLength(249);
});

it('has a flag and a name in both languages for each', () => {
  expect(COUNTRY_CODES.filter((code) => !hasFlag(code))).toEqual([]);
  for (const locale of ['en', 'zh-CN']) {
    const format = makeFormat(locale, 'UTC');
    expect(COUNTRY_CODES.filter((code) => format.country(code) === code)).toEqual([]);
  }
});
