import type { Customer } from '@tradepost/contract';
import { describe, expect, it } from 'vitest';
import { changedOnly, toBody } from './form-values.ts';

const customer = {
  name: 'Acme',
  city: null,
  country: 'DE',
  tags: ['fair'],
  custom: { port: 'Hamburg', containers: 3 },
} as unknown as Customer;

describe('the form of a customer', () => {
  it('sends what was changed, and no more', () => {
    const values = toBody({ name: 'Acme', city: ' ', country: 'DE' as const, tags: ['fair', 'VIP'] });
    expect(changedOnly(values, customer)).toEqual({ tags: ['fair', 'VIP'] });
    expect(changedOnly(toBody({ name: 'Acme', city: ' Bonn ' }), customer)).toEqual({ city: 'Bonn' });
  });

  it('takes away what was emptied', () => {
    const values = toBody({
      country: undefined as never,
      custom: { port: undefined as never, containers: 3 },
    });
    expect(changedOnly(values, customer)).toEqual({ country: null, custom: { port: null } });
  });
});
