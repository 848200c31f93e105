import { describe, expect, it } from 'vitest';
import { partyName } from './party-name.ts';

describe('the name of who writes', () => {
  it.each([
    ['Maria Lindqvist', 'Maria Lindqvist'],
    ['Purchasing @ Acme', 'Purchasing @ Acme'],
    [null, 'x@evil.example'],
    ['boss@customer.com', 'x@evil.example'],
    ['Maria (maria@customer.com)', 'x@evil.example'],
    ['boss ＠ customer．com', 'x@evil.example'],
  ])('%s is shown as %s', (name, shown) => {
    expect(partyName({ name, address: 'x@evil.example' })).toBe(shown);
  });
});
