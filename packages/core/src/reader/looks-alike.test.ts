import { describe, expect, it } from 'vitest';
import { looksAlike } from './looks-alike.ts';

describe('a name that is taken for another', () => {
  it.each([
    ['acrne-tools.com', 'acme-tools.com'],
    ['acme-too1s.com', 'acme-tools.com'],
    ['acmetools.com', 'acme-tools.com'],
    ['acme-tools.co', 'acme-tools.com'],
    ['acme-tools.cm', 'acme-tools.com'],
    ['acme-tolos.com', 'acme-tools.com'],
    ['acme-toolss.com', 'acme-tools.com'],
    ['аcme-tools.com', 'acme-tools.com'],
    ['lindqvíst.se', 'lindqvist.se'],
    ['vvest.com', 'west.com'],
    ['cloverseeds.com', 'doverseeds.com'],
    ['lindqvlst.se', 'lindqvist.se'],
  ])('%s for %s', (name, known) =>
    expect([looksAlike(name, known), looksAlike(known, name)]).toEqual([true, true]),
  );

  it.each([
    ['is no other than itself', 'acme-tools.com', 'acme-tools.com'],
    ['is not the same company in another country', 'acme-tools.de', 'acme-tools.com'],
    ['is not a short one with another letter', 'abd.com', 'abc.com'],
    ['is not one with another number', 'plant42.com', 'plant43.com'],
    ['is not one with two slips', 'acma-toals.com', 'acme-tools.com'],
    ['is not a longer one', 'acme-tools-trading.com', 'acme-tools.com'],
    ['is not empty', '', 'acme.com'],
  ])('%s', (_, name, known) =>
    expect([looksAlike(name, known), looksAlike(known, name)]).toEqual([false, false]),
  );

  it('is told in no more time than its length', () => {
    const long = 'rn'.repeat(50_000);
    expect(looksAlike(`${long}.com`, `${'m'.repeat(50_000)}.com`)).toBe(true);
  });
});
