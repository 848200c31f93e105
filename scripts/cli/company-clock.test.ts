import { expect, it } from 'vitest';
import { clockOf } from './company-clock.ts';

it('prints a moment by the clock of the company, midnight as 00', () => {
  const shanghai = clockOf('Asia/Shanghai');
  expect(shanghai.second('2026-11-30T16:04:09.900Z')).toBe('2026-12-01 00:04:09');
  expect(shanghai.minute(new Date('2026-11-30T03:54:52Z'))).toBe('2026-11-30 11:54');
  expect(shanghai.day('2026-11-30T15:59:59Z')).toBe('2026-11-30');
});
