import type { CountryInfo } from '@tradepost/contract';
import { describe, expect, it } from 'vitest';
import { localDay } from './local-day.ts';

const SAUDI: CountryInfo = {
  country: 'SA',
  timeZones: ['Asia/Riyadh'],
  weekend: [5, 6],
  holidays: [
    { day: '2026-09-23', nameEn: 'National Day', nameZh: '沙特国庆日', kind: 'holiday' },
    { day: '2026-09-25', nameEn: 'National Day', nameZh: '沙特国庆日', kind: 'makeup' },
  ],
};

describe('S3-12 the day at the customer', () => {
  it.each([
    ['2026-09-24T12:00:00Z', '2026-09-24', 'working'],
    // Still Thursday in London, already Friday in Riyadh.
    ['2026-10-01T22:00:00Z', '2026-10-02', 'weekend'],
    ['2026-09-23T05:00:00Z', '2026-09-23', 'holiday'],
    ['2026-09-25T05:00:00Z', '2026-09-25', 'makeup'],
  ])('at %s is %s: %s', (now, day, kind) => {
    expect(localDay('Asia/Riyadh', SAUDI, new Date(now))).toMatchObject({ day, kind });
  });

  it('is of an unknown kind where the company has no calendar of the country', () => {
    const none = { ...SAUDI, weekend: null, holidays: [] };
    expect(localDay('Asia/Riyadh', none, new Date('2026-09-25T05:00:00Z')).kind).toBe('unknown');
  });
});
