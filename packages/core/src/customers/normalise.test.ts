import { describe, expect, it } from 'vitest';
import { normaliseAddress, normaliseDomain } from './normalise.ts';

describe('an address', () => {
  it.each([
    [' Maria@ACME.example ', 'maria@acme.example'],
    ['info@xn--mller-kva.de', 'info@müller.de'],
    ['INFO@MÜLLER.de', 'info@müller.de'],
  ])('%j is kept as %j', (given, kept) => expect(normaliseAddress(given)).toBe(kept));

  it.each(['maria', '@acme.example', 'a@b@c', 'a b@c.example', 'a@-c.example', 'a@c..example'])(
    '%j is none',
    (given) => expect(() => normaliseAddress(given)).toThrow('is not a mail address'),
  );
});

describe('a domain', () => {
  it.each([
    ['Acme.DE', 'acme.de'],
    ['@acme.de', 'acme.de'],
    ['sales@acme.de', 'acme.de'],
    ['https://www.acme.com.cn/about?x=1', 'acme.com.cn'],
    ['xn--mller-kva.de', 'müller.de'],
  ])('%j is kept as %j', (given, kept) => expect(normaliseDomain(given)).toBe(kept));

  it.each(['de', 'co.uk', 'com.cn', 'localhost', '10.0.0.1', 'a b.de', ''])('%j is no company’s', (given) =>
    expect(() => normaliseDomain(given)).toThrow('is not a company'),
  );
});
