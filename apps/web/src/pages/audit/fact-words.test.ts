import { expect, it } from 'vitest';
import { factWords } from './fact-words.ts';

const words = {
  person: (id: number) => (id === 7 ? 'Anna' : null),
  name: (key: string) => (key === 'trusts_unmarked' ? 'trusts all' : key),
  yes: 'yes',
  no: 'no',
};

it.each([
  ['role', ['salesperson', 'manager'], 'salesperson → manager'],
  ['adminReadsMail', [true, false], 'yes → no'],
  ['owner', [null, 7], '– → Anna'],
  ['ownerId', 7, 'Anna'],
  ['userId', 8, '8'],
  // Two of a list are no change.
  ['messageIds', [2009, 2007], '2009, 2007'],
  ['scopes', ['read', 'write'], 'read, write'],
  ['scopes', [], '–'],
  ['words', [['price'], ['price', 'bank']], 'price → price, bank'],
  ['filter', { country: 'DE', keyAccount: true, tag: null }, 'country DE, keyAccount yes'],
  ['to', [{ to: 7, customers: 3 }], 'Anna, customers 3'],
  // Two records are no change either.
  [
    'to',
    [
      { to: 7, customers: 3 },
      { to: 8, customers: 2 },
    ],
    'Anna, customers 3; 8, customers 2',
  ],
  ['before', { trusts_unmarked: false }, 'trusts all no'],
  ['from', '2026-01-01', '2026-01-01'],
  ['reason', null, '–'],
])('%s %j reads %s', (key, value, text) => {
  expect(factWords(key, value, words)).toBe(text);
});
