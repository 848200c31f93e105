import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['沈慧', '沈'],
  ['沈慧 Helen Shen', '沈'],
  ['Helen Shen (沈慧)', '沈'],
  ['Helen Shen', 'HS'],
  ['Helen van der Shen', 'HS'],
  ['Åsa', 'Å'],
  ['“Mo” Salah', 'MS'],
  ['  ', ''],
])('%j is shown as %j', (name, shown) => {
  expect(initials(name)).toBe(shown);
});
