import { describe, expect, it } from 'vitest';
import { hasSameShape, isDomainAlike } from './looks-alike.ts';

describe('a domain that is taken for another', () => {
  it.each([
    ['acrne-tools.com', 'acme-tools.com'],
    ['acme-too1s.com', 'acme-tools.com'],
    ['acmetools.com', 'acme-tools.com'],
    ['acme-tools.co', 'acme-tools.com'],
    ['acme-tools.cm', 'acme-tools.com'],
    ['acme-tools.net', 'acme-tools.com'],
    ['acme-tolos.com', 'acme-tools.com'],
    ['acme-toolss.com', 'acme-tools.com'],
    ['аcme-tools.com', 'acme-tools.com'],
    ['lindqvíst.se', 'lindqvist.se'],
    ['vvestfield.co.uk', 'westfield.co.uk'],
    ['аbc.com', 'abc.com'],
    ['cloverseeds.com', 'doverseeds.com'],
    ['lindqvlst.se', 'lindqvist.se'],
  ])('%s for %s', (name, known) =>
    expect([isDomainAlike(name, known), isDomainAlike(known, name)]).toEqual([true, true]),
  );

  it.each([
    ['is no other than itself', 'acme-tools.com', 'acme-tools.com'],
    ['is not the same company in another country', 'acme-tools.de', 'acme-tools.com'],
    ['is not a branch in a country that is written nearly alike', 'acme-tools.de', 'acme-tools.dk'],
    ['is not a short name with another letter', 'hengda.com', 'hongda.com'],
    ['is not one with another number', 'factory42.com', 'factory43.com'],
    ['is not one with another number of those that look like letters', 'warehouse10.com', 'warehouse11.com'],
    ['is not one with a number', 'warehouse5.com', 'warehouse.com'],
    ['is not a short name that happens to have its shape', 'api.com', 'apl.com'],
    ['is not one of its shape elsewhere', 'itcgroup.in', 'ltcgroup.cn'],
    ['is not a short name with the other ending', 'abc.co', 'abc.com'],
    ['is not one with two slips', 'acma-toals.com', 'acme-tools.com'],
    ['is not a longer one', 'acme-tools-trading.com', 'acme-tools.com'],
    ['is not the ending alone', 'com', 'co'],
    ['is not a common word elsewhere', 'sunrise.net', 'sunrise.com'],
    ['is not empty', '', 'acme.com'],
  ])('%s', (_, name, known) =>
    expect([isDomainAlike(name, known), isDomainAlike(known, name)]).toEqual([false, false]),
  );
});

describe('the name before the @', () => {
  it.each([
    ['ernma.clark', 'emma.clark', true],
    ['emma_clark', 'emmaclark', true],
    ['zhang1ei', 'zhanglei', true],
    ['zhangwei', 'zhangmei', false],
    ['maria', 'marla', false],
    ['lan.nguyen', 'ian.nguyen', false],
    ['emma.clark', 'emma.clark', false],
  ])('%s for %s: %s', (name, known, alike) => expect(hasSameShape(name, known)).toBe(alike));

  it('is compared in no more time than its length', () => {
    expect(hasSameShape('rn'.repeat(50_000), 'm'.repeat(50_000))).toBe(true);
  });
});
