import { expect, it } from 'vitest';
import { nextPath } from './next-path.ts';

it('leads back to where the person wanted to go', () => {
  expect(nextPath('/customers/3?x=1')).toBe('/customers/3?x=1');
});

it.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'never leads to another site: %s',
  (wanted) => expect(nextPath(wanted)).toBe('/customers'),
);
