import type { AddressRole } from '@tradepost/db';
import { describe, expect, it } from 'vitest';
import { directionOf } from './direction.ts';

const isOurs = (address: string) => address.endsWith('@us.example');
const people = (from: string, to: string) =>
  [
    ['from', from],
    ['to', to],
  ].map(([role, address]) => ({ role: role as AddressRole, address: address as string }));
const [US, COLLEAGUE, BUYER] = ['anna@us.example', 'li@us.example', 'buyer@acme.example'];

describe('the direction of a mail', () => {
  it.each([
    [US, BUYER, null, 'outbound'],
    [US, COLLEAGUE, null, 'internal'],
    [BUYER, US, null, 'inbound'],
    [BUYER, US, 'mx.us.example; dmarc=pass', 'inbound'],
    [US, BUYER, 'mx.us.example; none', 'outbound'],
    [US, BUYER, 'mx.us.example; spf=pass; dkim=pass; dmarc=pass', 'outbound'],
    [US, BUYER, 'mx.us.example; spf=none; dmarc=none', 'outbound'],
    [US, BUYER, 'mx.us.example; dmarc=fail (p=NONE) header.from=us.example', 'inbound'],
    [US, COLLEAGUE, 'mx.us.example; dmarc=fail', 'inbound'],
    [US, BUYER, 'mx.us.example; dkim=pass header.d=evil.example; dmarc=fail', 'inbound'],
    [US, BUYER, 'mx.us.example; spf=fail smtp.mailfrom=evil.example', 'inbound'],
    [US, BUYER, 'mx.us.example 1; SPF = SoftFail; dkim=fail', 'inbound'],
    [US, BUYER, 'mx.us.example; spf=softfail; dkim=pass header.d=us.example', 'outbound'],
    [US, BUYER, 'mx.us.example; dkim=none; dmarc/1=fail', 'inbound'],
    [US, BUYER, 'mx.us.example; spf=fail (dkim=pass (; dkim=pass;)) reason="; dkim=pass"', 'inbound'],
    [US, BUYER, 'mx.us.example; dmarc=pass (not ; dmarc=fail) reason="; dmarc=fail"', 'outbound'],
  ] as const)('from %s to %s with "%s": %s', (from, to, authResults, expected) => {
    expect(directionOf(people(from as string, to as string), isOurs, authResults)).toBe(expected);
  });
});
